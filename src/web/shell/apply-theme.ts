/*
 * Sets the chosen theme, and whether lists are compact, before the first paint. It is a classic script in the head,
 * because a module runs only after the document is parsed, when the wrong colours are already visible; and it is a
 * separate file, because the page's content security policy forbids inline scripts. theme-button.tsx and
 * list-density.ts store the choices.
 */
{
  let theme: string | null = null;
  let density: string | null = null;
  try {
    theme = localStorage.getItem("paperkin-theme");
    density = localStorage.getItem("paperkin-density");
  } catch {
    // Storage is blocked, so there is no choice to apply.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  if (density === "compact") document.documentElement.dataset["list"] = density;
}
