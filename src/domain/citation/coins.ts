import { chooseWorkType, type WorkType } from "../paper/work-type.js";
import { findAddress } from "./address.js";
import { type CitedPaper, listNames, writeLastFirst, writePlain } from "./cited-paper.js";

/**
 * A paper as a COinS (an OpenURL ContextObject in the title of a span), which reference managers find in a page with
 * several papers. It has no abstract.
 */
export function formatCoins(paper: CitedPaper): string {
  const { title, date, year, venue, doi, arxivId } = paper;
  const form = forms[chooseWorkType(paper)];
  const address = findAddress({ ...paper, doi: undefined });
  const published = date ?? year?.toString();
  const values = new URLSearchParams({
    ctx_ver: "Z39.88-2004",
    rft_val_fmt: `info:ofi/fmt:kev:mtx:${form.format}`,
    ...form.values,
    [form.title]: writePlain(title),
  });
  if (venue !== undefined) values.set(form.venue, writePlain(venue));
  if (published !== undefined) values.set("rft.date", published);
  for (const name of listNames(paper)) values.append(form.author ?? "rft.au", writeLastFirst(name));
  if (doi !== undefined) values.append("rft_id", `info:doi/${doi}`);
  if (arxivId !== undefined) values.append("rft_id", `info:arxiv/${arxivId}`);
  if (address !== undefined) values.append("rft_id", address);
  return values.toString();
}

/** How a type of work is written: its format, and the names of its title, its venue and its authors there. */
interface Form {
  readonly format: "journal" | "book" | "dissertation" | "patent" | "dc";
  readonly values: Readonly<Record<string, string>>;
  readonly title: string;
  readonly venue: string;
  readonly author?: string;
}

const book = { format: "book", title: "rft.atitle", venue: "rft.btitle" } as const;

/** OpenURL has no format for preprints, data and programs; in Dublin Core, Zotero takes `rft.type` for its own types. */
const forms: Readonly<Record<WorkType, Form>> = {
  "article-journal": {
    format: "journal",
    values: { "rft.genre": "article" },
    title: "rft.atitle",
    venue: "rft.jtitle",
  },
  article: listPublished("preprint"),
  "paper-conference": { ...book, values: { "rft.genre": "proceeding" } },
  chapter: { ...book, values: { "rft.genre": "bookitem" } },
  book: { ...book, values: { "rft.genre": "book" }, title: "rft.btitle", venue: "rft.series" },
  report: { ...book, values: { "rft.genre": "report" }, title: "rft.btitle", venue: "rft.pub" },
  thesis: { format: "dissertation", values: {}, title: "rft.title", venue: "rft.inst" },
  patent: { format: "patent", values: {}, title: "rft.title", venue: "rft.pub", author: "rft.inventor" },
  dataset: listPublished("dataset"),
  software: listPublished("computerProgram"),
  webpage: { ...listPublished("webpage"), venue: "rft.source" },
};

function listPublished(type: string): Form {
  const names = { title: "rft.title", venue: "rft.publisher", author: "rft.creator" };
  return { format: "dc", values: { "rft.type": type }, ...names };
}
