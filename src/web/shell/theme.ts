import { findPart } from "../shared/elements.js";

/** `system`: as the reader's system has it, also when that changes. */
type Theme = "system" | "light" | "dark";

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const themeNames: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

/** What apply-theme.ts reads before the page is painted. */
const storageKey = "paperkin-theme";

/** Lets the button in the head of every document choose the theme. The choice holds for all documents and tabs. */
export function watchThemeButton(): void {
  const button = findPart("theme", HTMLButtonElement);
  let theme = readTheme(document.documentElement.dataset["theme"]);
  const show = (next: Theme) => {
    theme = next;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    const label = `Colours: ${themeNames[theme]}. Change to ${themeNames[nextTheme[theme]]}`;
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    show(nextTheme[theme]);
    keepTheme(theme);
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key === storageKey) show(readTheme(newValue));
  });
  show(theme);
}

function readTheme(text: string | null | undefined): Theme {
  return text === "light" || text === "dark" ? text : "system";
}

function keepTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // A browser that keeps nothing for this site forgets the choice with the tab.
  }
}
