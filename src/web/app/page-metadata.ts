import type { Paper } from "../../domain/paper/paper.js";
import type { listPageFields } from "../../domain/citation/page-fields.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { listLinks } from "../paper/links.js";
import { readLatex } from "../shared/latex.js";
import { titlePage } from "../shell/page-title.js";
import { formatView, type View } from "../shell/view-address.js";
import type { Answer } from "../search/load-view.js";
import { readAnswer, type PageState } from "./page-state.js";

/** An element of the head with its attributes. */
export type HeadTag =
  | { readonly tag: "meta"; readonly name?: string; readonly property?: string; readonly content: string }
  | { readonly tag: "link"; readonly rel: string; readonly href: string };

interface PageDescription {
  readonly title: string;
  readonly tags: readonly HeadTag[];
}

const maxDescription = 200;

export interface DescribeOptions {
  /** The address of the page's documents, ending with a slash. */
  readonly base: string;
  /** What reference managers read of a paper; a browser loads it after the page. */
  readonly listFields: typeof listPageFields | undefined;
}

/** The title and metadata of what is shown: for search engines, previews of links and reference managers. */
export function describePage(state: PageState, { base, listFields }: DescribeOptions): PageDescription {
  const { view } = state;
  const answer = readAnswer(state);
  const paper = answer?.kind === "paper" ? answer.paper : undefined;
  const title = titlePage(view, paper);
  const description = shorten(describeAnswer(answer));
  const address = new URL(formatView(withoutPlace(view)), base).href;
  const tags: HeadTag[] = [
    { tag: "meta", name: "description", content: description },
    { tag: "link", rel: "canonical", href: address },
    { tag: "meta", property: "og:site_name", content: "paperkin" },
    { tag: "meta", property: "og:type", content: paper ? "article" : "website" },
    { tag: "meta", property: "og:title", content: title },
    { tag: "meta", property: "og:description", content: description },
    { tag: "meta", property: "og:url", content: address },
    { tag: "meta", name: "twitter:card", content: "summary" },
    ...(paper && listFields ? listCitation(paper, address, listFields) : []),
  ];
  return { title, tags };
}

/** A later page of a list is the same list. */
function withoutPlace(view: View): View {
  return view.kind === "search" ? { ...view, offset: 0 } : view;
}

function describeAnswer(answer: Answer | undefined): string {
  if (!answer) return "Search research papers by meaning and by keywords.";
  if (answer.kind === "paper") {
    const { abstract, authors } = answer.paper;
    return readLatex(abstract ?? "").text || authors.join(", ") || "A research paper.";
  }
  const titles = answer.hits.slice(0, 3).map(({ paper }) => readLatex(paper.title).text);
  const count = answer.kind === "search" ? formatPapers(answer.total) : "Recommended papers";
  return [count, ...(titles.length > 0 ? [titles.join("; ")] : [])].join(": ");
}

/** Ends at a word. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= maxDescription) return line;
  return `${line.slice(0, maxDescription).replace(/(?<!\s)\s+\S*$/, "")}…`;
}

function listCitation(paper: Paper, address: string, listFields: typeof listPageFields): HeadTag[] {
  const pdf = listLinks(paper).find(({ name }) => name === "PDF");
  return listFields(paper, { page: address, pdf: pdf?.address }).map(([name, content]) => ({
    tag: "meta",
    name,
    content,
  }));
}
