import { findDoi, parseArxivId } from "../../../domain/paper/id.js";
import { type PersonName, toAuthorFields } from "../../../domain/person/person-name.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readTextDate } from "../csl/date.js";
import {
  isFields,
  joinTitle,
  type JsonFields,
  readClean,
  readFields,
  readList,
  readText,
  readTexts,
} from "./fields.js";
import { createJsonRecordFormat } from "./record-format.js";
import { splitInverted } from "./inverted-name.js";

/** INSPIRE's literature: an answer of its API with one or many, or the records alone. */
export function createInspireFormat(): PaperFormat {
  return createJsonRecordFormat("inspire", toPaper);
}

/** https://inspire-schemas.readthedocs.io/en/latest/schemas/records/hep.html */
function toPaper(answer: JsonFields): Record<string, unknown> {
  const record = isFields(answer["metadata"]) ? answer["metadata"] : answer;
  const title = readFirst(record["titles"]);
  const published = readList(record["publication_info"]).map(readFields).filter(isOwn);
  const eprint = readFirst(record["arxiv_eprints"]);
  const arxivId = readText(eprint["value"]);
  const subjects = readValues(record["inspire_categories"], "term");
  return {
    title: joinTitle(readClean(title["title"]), readClean(title["subtitle"])),
    abstract: readClean(readFirst(record["abstracts"])["value"]),
    ...toAuthorFields(chooseNames(record)),
    ...chooseDate(record, published),
    venue: readClean(...published.map((one) => one["journal_title"])),
    type: readType(record, published),
    categories: arxivId === undefined ? subjects : readTexts(eprint["categories"]),
    keywords: readValues(record["keywords"], "value").filter((word) => !/^\d\d\.\d\d\./.test(word)),
    doi: findDoi(
      readText(
        ...readList(record["dois"])
          .map(readFields)
          .filter(isOwn)
          .map((one) => one["value"]),
      ),
    ),
    ...(arxivId !== undefined && parseArxivId(arxivId) && { arxivId }),
    url: readText(readFirst(record["urls"])["value"]),
  };
}

function readFirst(list: unknown): JsonFields {
  return readFields(readList(list)[0]);
}

function readValues(list: unknown, key: string): string[] {
  return readList(list).flatMap((one) => readClean(readFields(one)[key]) ?? []);
}

/** An erratum or a translation is another publication. */
function isOwn({ material }: JsonFields): boolean {
  return material === undefined || material === null || material === "publication" || material === "preprint";
}

/** The list of authors also has editors and the supervisors of a thesis. */
function chooseNames(record: JsonFields): PersonName[] {
  const people = readList(record["authors"]).map(readFields);
  const roleOf = (person: JsonFields) => readTexts(person["inspire_roles"]);
  const authors = people.filter((person) => roleOf(person).every((role) => role === "author"));
  const chosen = authors.length > 0 ? authors : people.filter((person) => roleOf(person).includes("editor"));
  if (chosen.length > 0) return chosen.flatMap((person) => splitInverted(readClean(person["full_name"])));
  const bodies = readTexts(record["corporate_author"]);
  const groups = readValues(record["collaborations"], "value").map((group) => `${group} Collaboration`);
  return (bodies.length > 0 ? bodies : groups).map((literal) => ({ literal }));
}

/** The year of publication; of the days that are known, the one in that year. */
function chooseDate(record: JsonFields, published: readonly JsonFields[]) {
  const imprint = readFirst(record["imprints"])["date"];
  const thesis = readFields(record["thesis_info"]);
  const texts = [record["earliest_date"], imprint, record["preprint_date"], thesis["date"], thesis["defense_date"]];
  const dates = [...texts, record["legacy_creation_date"]].map((text) => readTextDate(readText(text)));
  const { year } = readTextDate(readText(...published.map((one) => one["year"])));
  if (year === undefined) return dates.find((date) => date.year !== undefined) ?? {};
  return dates.find((date) => date.year === year) ?? { year };
}

const types: Readonly<Record<string, WorkType>> = {
  "conference paper": "paper-conference",
  thesis: "thesis",
  book: "book",
  proceedings: "book",
  "book chapter": "chapter",
  report: "report",
  "activity report": "report",
  note: "article",
};

function readType(record: JsonFields, published: readonly JsonFields[]): WorkType | undefined {
  const type = readText(record["document_type"]) ?? "";
  if (type !== "article") return types[type];
  return published.some((one) => one["journal_title"] !== undefined) ? "article-journal" : "article";
}
