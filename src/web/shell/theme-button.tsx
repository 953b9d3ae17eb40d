import { useEffect, useState } from "preact/hooks";

/** `system` follows the operating system, also when that changes. */
type Theme = "system" | "light" | "dark";

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** apply-theme.ts reads it before the first paint. */
const storageKey = "paperkin-theme";

/** Switches the theme. The choice applies to all documents and tabs. */
export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => {
    setTheme(readTheme(document.documentElement.dataset["theme"]));
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key === storageKey) setTheme(applyTheme(readTheme(newValue)));
    };
    addEventListener("storage", follow);
    return () => removeEventListener("storage", follow);
  }, []);
  const label = `Theme: ${theme}. Switch to ${nextTheme[theme]}`;
  const switchTheme = () => {
    setTheme(applyTheme(nextTheme[theme]));
    storeTheme(nextTheme[theme]);
  };
  return <button class="scripted" id="theme" type="button" aria-label={label} title={label} onClick={switchTheme} />;
}

function applyTheme(theme: Theme): Theme {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  return theme;
}

function readTheme(text: string | null | undefined): Theme {
  return text === "light" || text === "dark" ? text : "system";
}

function storeTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is blocked: the choice lasts as long as the tab.
  }
}
