import { findPart } from "../shared/elements.js";

/** `system` follows the operating system, also when that changes. */
type Theme = "system" | "light" | "dark";

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** apply-theme.ts reads it before the first paint. */
const storageKey = "paperkin-theme";

/** Makes the button in the header switch the theme. The choice applies to all documents and tabs. */
export function watchThemeButton(): void {
  const button = findPart("theme", HTMLButtonElement);
  let theme = readTheme(document.documentElement.dataset["theme"]);
  const show = (next: Theme) => {
    theme = next;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    const label = `Theme: ${theme}. Switch to ${nextTheme[theme]}`;
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    show(nextTheme[theme]);
    storeTheme(theme);
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key === storageKey) show(readTheme(newValue));
  });
  show(theme);
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
