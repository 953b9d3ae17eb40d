import { createStoredValue } from "../../shared/stored-value.js";
import { useRootChoice } from "../../shared/use-root-choice.js";

/** `system` follows the operating system, also when that changes. */
type Theme = "system" | "light" | "dark";

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** For all documents and tabs; apply-theme.ts reads it before the first paint. */
const chosenTheme = createStoredValue<Theme>({
  name: "paperkin-theme",
  initial: "system",
  parse: (text) => (text === "light" || text === "dark" ? text : "system"),
  format: (theme) => (theme === "system" ? undefined : theme),
});

/** Switches the theme. */
export function ThemeButton() {
  const theme = useRootChoice(chosenTheme, "theme");
  const next = nextTheme[theme];
  const label = `Theme: ${theme}. Switch to ${next}`;
  const switchTheme = () => chosenTheme.save(next);
  return <button class="scripted" id="theme" type="button" aria-label={label} title={label} onClick={switchTheme} />;
}
