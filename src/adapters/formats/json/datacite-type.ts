import type { WorkType } from "../../../domain/paper/work-type.js";
import type { JsonFields } from "./fields.js";

/** The type by DataCite's general types; for texts, of which they say nothing more, by the type that it derives for CSL. */
export function readType(types: JsonFields): WorkType | undefined {
  return generalTypes[String(types["resourceTypeGeneral"])] ?? cslTypes[String(types["citeproc"])];
}

/** https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/resourceTypeGeneral/ */
const generalTypes: Readonly<Record<string, WorkType>> = {
  JournalArticle: "article-journal",
  DataPaper: "article-journal",
  Preprint: "article",
  ConferencePaper: "paper-conference",
  ConferenceProceeding: "book",
  BookChapter: "chapter",
  Book: "book",
  Dissertation: "thesis",
  Report: "report",
  Standard: "report",
  Dataset: "dataset",
  Software: "software",
  ComputationalNotebook: "software",
};

/** Its `article` stands for anything. */
const cslTypes: Readonly<Record<string, WorkType>> = {
  "article-journal": "article-journal",
  "paper-conference": "paper-conference",
  chapter: "chapter",
  book: "book",
  thesis: "thesis",
  report: "report",
  dataset: "dataset",
};
