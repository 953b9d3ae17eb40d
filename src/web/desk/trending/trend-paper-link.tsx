import type { TrendPaper } from "../../../domain/trends/answer.js";
import { readLatex } from "../../shared/latex.js";
import { formatView } from "../../shell/view-address.js";

/** The title of a paper, which leads to its page, and where and when it was published. */
export function TrendPaperLink({ paper }: { readonly paper: TrendPaper }) {
  const { id, title, authors, venue, date, year } = paper;
  const [author] = authors;
  const by = author && `${author}${authors.length > 1 ? " and others" : ""}`;
  const facts = [by, venue, date ?? year].filter((fact) => fact !== undefined && fact !== "");
  return (
    <>
      <a class="trend-paper" href={formatView({ kind: "paper", id })} dir="auto">
        {readLatex(title).text}
      </a>
      <span class="trend-facts" dir="auto">
        {facts.join(" · ")}
      </span>
    </>
  );
}
