/*
 * Sets the chosen theme before anything is painted. It is a classic script in the head, as one that is loaded as a
 * module runs only after the document was read, when the other colours have been seen; and a file of its own, as the
 * page's policy allows no script within a document. theme.ts keeps the choice.
 */
{
  let theme: string | null = null;
  try {
    theme = localStorage.getItem("paperkin-theme");
  } catch {
    // A browser that keeps nothing for this site has no choice to apply.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}
