import type { Paper } from "../../domain/paper/paper.js";
import { listChosen } from "../search/list-chosen.js";
import { readLatex } from "../shared/latex.js";
import type { SearchView, View } from "./view-address.js";

/** The title of the document that shows a view; a paper's own once it is known. */
export function titlePage(view: View, paper?: Paper): string {
  if (view.kind === "home") return "paperkin: search research papers by meaning";
  const titles = { paper: paper ? readLatex(paper.title).text : "Paper", recommend: "Recommended papers" };
  return `${view.kind === "search" ? nameSearch(view) : titles[view.kind]} · paperkin`;
}

/** The question and its filters in a few words. */
function nameSearch({ query, filters }: SearchView): string {
  const chosen = listChosen(filters).map(({ label }) => label);
  return [...(query === "" ? [] : [query]), ...chosen].join(", ");
}
