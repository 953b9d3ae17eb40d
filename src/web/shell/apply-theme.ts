/*
 * Sets the chosen theme before the first paint. It is a classic script in the head, because a module runs only after
 * the document is parsed, when the wrong colours are already visible; and it is a separate file, because the page's
 * content security policy forbids inline scripts. theme.ts stores the choice.
 */
{
  let theme: string | null = null;
  try {
    theme = localStorage.getItem("paperkin-theme");
  } catch {
    // Storage is blocked, so there is no choice to apply.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}
