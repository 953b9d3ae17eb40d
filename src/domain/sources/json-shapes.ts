import type { FormatName } from "./paper-format.js";

/** The format of a record of JSON by its keys; undefined for our own. */
export function recogniseRecord(record: unknown): FormatName | undefined {
  if (!isObject(record)) return undefined;
  return shapes.find(([, matches]) => matches(record))?.[0];
}

type Fields = Readonly<Record<string, unknown>>;

/** The first that matches applies: those of one service before those that several programs write. */
const shapes: readonly (readonly [FormatName, (record: Fields) => boolean])[] = [
  ["openalex", isOpenAlex],
  ["arxiv-kaggle", hasAny("authors_parsed", "journal-ref")],
  ["semantic-scholar", isSemanticScholar],
  ["hf-papers", ({ paper }) => isObject(paper)],
  ["crossref", isCrossref],
  ["csl-json", isCsl],
];

function hasAny(...keys: readonly string[]): (record: Fields) => boolean {
  return (record) => keys.some((key) => key in record);
}

function isOpenAlex(record: Fields): boolean {
  return "abstract_inverted_index" in record || /^https:\/\/openalex\.org\/W\d/.test(String(record["id"]));
}

const scholarKeys = hasAny("corpusid", "corpusId", "externalids", "externalIds", "openaccessinfo", "paperId");

function isSemanticScholar(record: Fields): boolean {
  return [record, record["citedPaper"], record["citingPaper"]].some((paper) => isObject(paper) && scholarKeys(paper));
}

/** Crossref's titles are lists, unlike those of CSL-JSON; an answer with one work has it in `message`. */
function isCrossref({ message, ...record }: Fields): boolean {
  const work = isObject(message) ? message : record;
  if (!("DOI" in work)) return false;
  return (
    Array.isArray(work["title"]) || ["reference-count", "is-referenced-by-count", "member"].every((key) => key in work)
  );
}

/** Keys of CSL-JSON that no field of our own has. */
const cslKeys = hasAny(
  "container-title",
  "citation-key",
  "citation-label",
  "collection-title",
  "publisher-place",
  "event-title",
  "original-date",
  "title-short",
  "date-parts",
);

const cslTypes =
  /^(?:article|article-(?:journal|magazine|newspaper)|paper-conference|chapter|book|thesis|report|webpage)$/;

function isCsl(record: Fields): boolean {
  if (cslKeys(record)) return true;
  if ([record["issued"], record["accessed"]].some(isDate)) return true;
  if (["author", "editor"].some((key) => isNameList(record[key]))) return true;
  if (typeof record["title"] !== "string") return false;
  if ("DOI" in record || "URL" in record) return !("doi" in record);
  // An entry with nothing but an id, a type and a title.
  return cslTypes.test(String(record["type"])) && "id" in record && Object.keys(record).length <= 3;
}

function isDate(value: unknown): boolean {
  return isObject(value) && hasAny("date-parts", "raw", "literal", "season")(value);
}

function isNameList(value: unknown): boolean {
  return Array.isArray(value) && value.some((name) => isObject(name) && hasAny("family", "given", "literal")(name));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
