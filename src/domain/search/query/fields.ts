import { countEdits } from "../../text/edit-distance.js";

/** What `name:` in a query restricts. */
export type QueryField =
  | "text"
  | "title"
  | "abstract"
  | "keyword"
  | "author"
  | "venue"
  | "category"
  | "year"
  | "date"
  | "before"
  | "after"
  | "since"
  | "until"
  | "id"
  | "doi"
  | "arxiv";

/** Every name of a field that people type: our own, and those of arXiv, PubMed, Scopus and Google Scholar. */
const fieldNames: Readonly<Record<QueryField, string>> = {
  text: "text all any tw tiab",
  title: "title titles ti intitle allintitle",
  abstract: "abstract abstracts abs ab inabstract",
  keyword: "keyword keywords kw key",
  author: "author authors au aut auth inauthor",
  venue: "venue venues journal journals conference conf booktitle proceedings source jr",
  category: "category categories cat",
  year: "year years yr py dp pubyear",
  date: "date dates published pubdate submitteddate",
  before: "before",
  after: "after",
  since: "since from",
  until: "until",
  id: "id ids pmid pmcid openalex s2 acl dblp",
  doi: "doi dois",
  arxiv: "arxiv arxivid",
};

const fields = new Map(
  Object.entries(fieldNames).flatMap(([field, names]) => names.split(" ").map((name) => [name, field as QueryField])),
);

export function findField(name: string): QueryField | undefined {
  return fields.get(name.toLowerCase());
}

/** Whether a blank may follow the colon: `author: noether`. After other names it is a sentence's: `Text: a survey`. */
export function mayBeSpaced(name: string): boolean {
  return spacedNames.has(name.toLowerCase());
}

const spacedNames = new Set(
  `title author authors venue journal conference category abstract keyword keywords year date id doi arxiv pmid before
   after`.split(/\s+/),
);

export function isDateField(field: QueryField): boolean {
  return dateFields.has(field);
}

const dateFields = new Set<QueryField>(["year", "date", "before", "after", "since", "until"]);

export function isIdField(field: QueryField): boolean {
  return field === "id" || field === "doi" || field === "arxiv";
}

/** The fields that the documentation names, which are the ones to suggest. */
const suggested: readonly string[] = "author venue category year date title abstract keyword id doi arxiv".split(" ");

/** The documented field whose name is most similar, if one is similar at all. */
export function findNearField(name: string): string | undefined {
  const folded = name.toLowerCase();
  const near = suggested
    .map((field) => ({ field, edits: countEdits(folded, field, folded.length > 4 ? 2 : 1) }))
    .filter(({ edits }) => edits !== undefined)
    .toSorted((one, other) => one.edits! - other.edits!);
  return near[0]?.field;
}
