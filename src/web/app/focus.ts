/** Where the focus goes once a view is loaded: the paper, or the papers similar to it. */
export type Aim = "top" | "similar";

/** What had the focus belongs to the view before; without this the keyboard would start again at the top. */
export function focusAim(aim: Aim): void {
  const paper = document.querySelector<HTMLElement>("#subject:not([hidden]) article");
  if (!paper) return;
  if (aim === "similar") {
    const title = document.getElementById("hits-title");
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "start" });
    return;
  }
  paper.focus({ preventScroll: true });
  // A paper below the map comes into view, with the way back above it.
  const subject = document.getElementById("subject");
  if (subject && subject.getBoundingClientRect().top > innerHeight / 2) subject.scrollIntoView({ block: "start" });
}

export function focusPaper(id: string): void {
  const papers = [...document.querySelectorAll<HTMLElement>("article[data-id]")];
  papers.find((paper) => paper.dataset["id"] === id)?.focus({ preventScroll: true });
}

/** Where the content begins: the number of papers, or the search box where there are none. */
export function findStart(): HTMLElement | undefined {
  const count = document.getElementById("count");
  const isListed = count?.checkVisibility() && count.textContent !== "";
  return (isListed ? count : document.getElementById("query")) ?? undefined;
}
