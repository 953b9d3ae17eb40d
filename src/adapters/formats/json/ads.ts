import { findArxivId, findDoi } from "../../../domain/paper/id.js";
import { toAuthorFields } from "../../../domain/person/person-name.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readTextDate } from "../csl/date.js";
import { type JsonFields, readClean, readText, readTexts } from "./fields.js";
import { createJsonRecordFormat } from "./record-format.js";
import { splitInverted } from "./inverted-name.js";

/** Answers of the search of NASA's Astrophysics Data System, or their documents alone. */
export function createAdsFormat(): PaperFormat {
  return createJsonRecordFormat("ads", toPaper);
}

/** https://ui.adsabs.harvard.edu/help/api/ */
function toPaper(record: JsonFields): Record<string, unknown> {
  const abstract = readClean(record["abstract"]);
  const names = [...readTexts(record["author"]), ...(record["author"] ? [] : readTexts(record["editor"]))];
  const identifiers = [...readTexts(record["identifier"]), ...readTexts(record["eid"]), ...readTexts(record["doi"])];
  const bibcode = readText(record["bibcode"]);
  const { year, date } = readTextDate(readText(record["pubdate"], record["date"]));
  return {
    title: readClean(record["title"]),
    ...(abstract !== "Not Available" && { abstract }),
    ...toAuthorFields(names.flatMap((name) => splitInverted(readClean(name)))),
    year: year ?? readTextDate(readText(record["year"])).year,
    date,
    venue: readVenue(record),
    type: types[String(record["doctype"])],
    categories: readTexts(record["arxiv_class"]),
    keywords: readTexts(record["keyword"]).flatMap((word) => readClean(word) ?? []),
    doi: readTexts(record["doi"])
      .map(findDoi)
      .find((doi) => doi !== undefined && !findArxivId(doi)),
    arxivId: identifiers.map(findArxivId).find((id) => id !== undefined),
    ...(bibcode !== undefined && { url: `https://ui.adsabs.harvard.edu/abs/${encodeURIComponent(bibcode)}` }),
  };
}

/** A thesis has its kind in place of a journal. */
function readVenue({ pub }: JsonFields): string | undefined {
  const venue = readClean(pub);
  return /^(?:ph\.?d\.?|masters?|bachelor'?s?) thesis$/i.test(venue ?? "") ? undefined : venue;
}

/** https://ui.adsabs.harvard.edu/help/search/comprehensive-solr-term-list, `doctype` */
const types: Readonly<Record<string, WorkType>> = {
  article: "article-journal",
  eprint: "article",
  inproceedings: "paper-conference",
  abstract: "paper-conference",
  talk: "paper-conference",
  inbook: "chapter",
  book: "book",
  proceedings: "book",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  techreport: "report",
  dataset: "dataset",
  catalog: "dataset",
  software: "software",
  bookreview: "article-journal",
  editorial: "article-journal",
  erratum: "article-journal",
  obituary: "article-journal",
};
