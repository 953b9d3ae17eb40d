import type { FormatName } from "./paper-format.js";

/** The format of records of JSON by their keys; undefined for our own. */
export function recogniseRecords(records: readonly unknown[]): FormatName | undefined {
  const objects = records.filter(isFields);
  return shapes.find(([, matches]) => objects.some(matches))?.[0];
}

export type Fields = Readonly<Record<string, unknown>>;

/** The first that matches applies: those of one service before those that several programs write. */
const shapes: readonly (readonly [FormatName, (record: Fields) => boolean])[] = [
  ["openalex", isOpenAlex],
  ["arxiv-kaggle", hasAny("authors_parsed", "journal-ref")],
  ["semantic-scholar", isSemanticScholar],
  ["hf-papers", ({ paper }) => isFields(paper)],
  ["inspire", isInspire],
  ["datacite", isDatacite],
  ["zotero-json", isZotero],
  ["ads", isAds],
  ["crossref", isCrossref],
  ["csl-json", isCsl],
];

export function hasAny(...keys: readonly string[]): (record: Fields) => boolean {
  return (record) => keys.some((key) => key in record);
}

function isOpenAlex(record: Fields): boolean {
  return "abstract_inverted_index" in record || /^https:\/\/openalex\.org\/W\d/.test(String(record["id"]));
}

const scholarKeys = hasAny("corpusid", "corpusId", "externalids", "externalIds", "openaccessinfo", "paperId");

function isSemanticScholar(record: Fields): boolean {
  return [record, record["citedPaper"], record["citingPaper"]].some((paper) => isFields(paper) && scholarKeys(paper));
}

function isInspire({ metadata, ...record }: Fields): boolean {
  const work = isFields(metadata) ? metadata : record;
  const hasOwnKeys = hasAny("control_number", "arxiv_eprints", "document_type", "inspire_categories", "texkeys")(work);
  return hasOwnKeys && (isListOf(work["titles"], "title") || String(work["$schema"]).includes("/hep.json"));
}

function isDatacite({ data, ...record }: Fields): boolean {
  const entry = isFields(data) ? data : record;
  const work = isFields(entry["attributes"]) ? entry["attributes"] : entry;
  return (
    isListOf(work["titles"], "title") && hasAny("creators", "publicationYear", "doi", "types", "identifiers")(work)
  );
}

function isZotero({ data, ...record }: Fields): boolean {
  const item = isFields(data) ? data : record;
  return typeof item["itemType"] === "string" && hasAny("creators", "tags", "key", "itemID", "dateAdded")(item);
}

function isAds(record: Fields): boolean {
  if ("bibcode" in record) return typeof record["title"] !== "string";
  return Array.isArray(record["title"]) && hasAny("pubdate", "bibstem", "doctype")(record) && !("DOI" in record);
}

/** Crossref's titles are lists, unlike those of CSL-JSON; an answer with one work has it in `message`. */
function isCrossref({ message, ...record }: Fields): boolean {
  const work = isFields(message) ? message : record;
  if (!("DOI" in work) || typeof work["title"] === "string") return false;
  return Array.isArray(work["title"]) || hasAny("reference-count", "is-referenced-by-count", "member")(work);
}

/** Keys of CSL-JSON that no field of our own has. */
const cslKeys = hasAny(
  "container-title",
  "citation-key",
  "citation-label",
  "collection-title",
  "publisher-place",
  "event-title",
  "event-place",
  "original-date",
  "title-short",
  "DOI",
  "URL",
);
/** Our own fields, other than those that CSL-JSON has as well. */
const ownKeys = hasAny(
  "authors",
  "authorNames",
  "year",
  "date",
  "venue",
  "categories",
  "keywords",
  "doi",
  "arxivId",
  "url",
);

function isCsl(record: Fields): boolean {
  const { author, editor, issued, accessed, id, type } = record;
  if ([author, editor].some((names) => isListOf(names, "family", "given", "literal"))) return true;
  if ([issued, accessed].some((date) => isFields(date) && isDate(date))) return true;
  if (ownKeys(record)) return false;
  // Without a title, keys such as `DOI` are those of anybody.
  return (cslKeys(record) && "title" in record) || (id !== undefined && cslTypes.has(String(type)));
}

const isDate = hasAny("date-parts", "raw", "literal", "season");

/** https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types */
const cslTypes = new Set(
  `article article-journal article-magazine article-newspaper bill book broadcast chapter classic dataset document entry
  entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case legislation manuscript map motion_picture
  musical_score pamphlet paper-conference patent performance personal_communication post post-weblog regulation report
  review review-book software song speech standard thesis treaty webpage`.split(/\s+/),
);

/** Whether it is a list of objects with one of these keys. */
function isListOf(value: unknown, ...keys: readonly string[]): boolean {
  return Array.isArray(value) && value.some((item) => isFields(item) && hasAny(...keys)(item));
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
