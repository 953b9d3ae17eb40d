import type { WorkType } from "../../../domain/paper/work-type.js";

const types: Readonly<Record<string, WorkType>> = {
  inproceedings: "paper-conference",
  conference: "paper-conference",
  incollection: "chapter",
  inbook: "chapter",
  bookinbook: "chapter",
  suppbook: "chapter",
  suppcollection: "chapter",
  inreference: "chapter",
  book: "book",
  mvbook: "book",
  collection: "book",
  mvcollection: "book",
  proceedings: "book",
  mvproceedings: "book",
  reference: "book",
  mvreference: "book",
  thesis: "thesis",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  bachelorsthesis: "thesis",
  report: "report",
  techreport: "report",
  dataset: "dataset",
  data: "dataset",
  software: "software",
  softwareversion: "software",
  patent: "patent",
  webpage: "webpage",
  web_page: "webpage",
  preprint: "article",
};

const server = /\b(?:arxiv|corr|(?:bio|med|chem|psy|soc)rxiv|ssrn)\b|e-?prints?\b|preprint/i;

/** The type of work, where the entry's type says it; `@misc` may be anything, and `@online` with a DOI, too. */
export function readWorkType(type: string, fields: ReadonlyMap<string, string>): WorkType | undefined {
  const known = types[type];
  if (known !== undefined) return known;
  if (type === "misc" && /^\W*data ?set\b/i.test(fields.get("type") ?? "")) return "dataset";
  const journal = fields.get("journaltitle") ?? fields.get("journal") ?? "";
  const isPreprint = server.test(journal) || (journal === "" && server.test(archiveOf(fields)));
  if (/^(?:article|misc|online|unpublished|electronic)$/.test(type) && isPreprint) return "article";
  if (type === "misc" && hasOnlyPublisher(fields)) return "article";
  if (/^(?:online|electronic)$/.test(type) && !["doi", "eprint"].some((name) => fields.has(name)) && journal === "")
    return "webpage";
  return type === "article" && journal !== "" ? "article-journal" : undefined;
}

/** Else the venue would say that it is of a journal. */
function hasOnlyPublisher(fields: ReadonlyMap<string, string>): boolean {
  const has = (name: string) => (fields.get(name) ?? "").trim() !== "";
  return has("publisher") && !["journaltitle", "journal", "booktitle", "series", "organization"].some(has);
}

/** Entries of what no journal and no book has. */
export const ownPublished =
  /^(?:misc|online|electronic|unpublished|preprint|dataset|software|report|techreport|thesis)$/;

function archiveOf(fields: ReadonlyMap<string, string>): string {
  const named = ["archiveprefix", "eprinttype", "publisher", "howpublished", "organization"].map(
    (name) => fields.get(name) ?? "",
  );
  return named.find((name) => name.trim() !== "") ?? "";
}
