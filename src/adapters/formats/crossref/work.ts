import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { findArxivId, findDoi } from "../../../domain/paper/id.js";
import { toAuthorFields } from "../../../domain/person/person-name.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { Retraction } from "../../../domain/retraction/recognise.js";
import { readDate } from "../csl/date.js";
import { readNames } from "../csl/names.js";
import {
  isFields,
  joinTitle,
  type JsonFields,
  readClean,
  readFields,
  readList,
  readText,
  readTexts,
} from "../json/fields.js";

/** Converts a work of Crossref to a paper, https://api.crossref.org/swagger-ui/index.html. */
export function toPaper(record: JsonFields): Record<string, unknown> {
  const work = isFields(record["message"]) ? record["message"] : record;
  const authors = readNames(work["author"]);
  const names = authors.length > 0 ? authors : readNames(work["editor"]);
  const doi = findDoi(readText(work["DOI"]));
  return {
    title: joinTitle(readClean(work["title"]), readClean(work["subtitle"])),
    abstract: readClean(work["abstract"]),
    ...toAuthorFields(names),
    ...chooseDate(work),
    venue: readClean(work["container-title"], readFields(work["event"])["name"], readHost(work)),
    type: readType(work),
    categories: readTexts(work["subject"]).map(cleanMarkup),
    keywords: [],
    doi,
    arxivId: findArxivId(doi ?? ""),
    ...readRetraction(work, doi),
    url: readText(readFields(readFields(work["resource"])["primary"])["URL"], work["URL"]),
  };
}

/**
 * A notice names in `update-to` the paper that it retracts, and the paper in `updated-by` its notices. Some publishers
 * replace the paper by the notice, which then updates itself. Corrections and expressions of concern retract nothing.
 */
function readRetraction(work: JsonFields, doi: string | undefined): Retraction {
  const list = (key: string) => readList(work[key]).map(readFields).filter(isWithdrawal);
  const notices = list("update-to");
  const own = notices.filter((notice) => findDoi(readText(notice["DOI"])) === doi);
  const [update] = [...list("updated-by"), ...own];
  if (update === undefined) return notices.length > 0 ? { retracted: false } : {};
  const notice = findDoi(readText(update["DOI"]));
  const { date } = readDate(update["updated"]);
  const note = [date, notice === undefined || notice === doi ? undefined : `doi:${notice}`];
  const text = note.filter((part) => part !== undefined).join(", ");
  return { retracted: true, ...(text !== "" && { retractionNote: text }) };
}

function isWithdrawal({ type }: JsonFields): boolean {
  return /^(?:retraction|withdrawal|removal)$/i.test(String(type));
}

/** The server of a preprint, or the university of a thesis. */
function readHost(work: JsonFields): unknown {
  return readFields(readList(work["institution"])[0])["name"];
}

/** `issued` is the earlier of print and online; `created` is the day of the deposit, which may be decades later. */
function chooseDate(work: JsonFields) {
  const dates = ["issued", "published", "published-print", "published-online", "posted", "created"];
  return dates.map((key) => readDate(work[key])).find(({ year }) => year !== undefined) ?? {};
}

/** https://api.crossref.org/types */
const types: Readonly<Record<string, WorkType>> = {
  "journal-article": "article-journal",
  "proceedings-article": "paper-conference",
  "posted-content": "article",
  "book-chapter": "chapter",
  "book-section": "chapter",
  "book-part": "chapter",
  "reference-entry": "chapter",
  book: "book",
  monograph: "book",
  "edited-book": "book",
  "reference-book": "book",
  proceedings: "book",
  dissertation: "thesis",
  report: "report",
  "report-component": "report",
  standard: "report",
  dataset: "dataset",
};

function readType({ type }: JsonFields): WorkType | undefined {
  return types[String(type)];
}
