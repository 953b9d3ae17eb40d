import { findDoi, parseDoi, parsePrefixedArxivId } from "../../../domain/paper/id.js";
import { readRetractionTypes } from "../../../domain/retraction/recognise.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readDate } from "./read-date.js";
import { cleanKeywords, readKeywords } from "./read-keywords.js";
import {
  type AuthorFields,
  type ParsedName,
  parseNames,
  readNames,
  readOrganisations,
  toFields,
} from "./read-names.js";
import type { TaggedSyntax } from "./read-references.js";
import { type Field, type FieldReader, joinLines, type Reference } from "./reference.js";
import { createTaggedFormat } from "./tagged-format.js";

/**
 * The tagged format of MEDLINE, https://www.nlm.nih.gov/bsd/mms/medlineelements.html, as exported by PubMed (`.nbib`),
 * ERIC and Ovid.
 */
export function createMedlineFormat(): PaperFormat {
  return createTaggedFormat({ name: "medline", createSyntax, toPaper });
}

function createSyntax(): TaggedSyntax {
  let isCounted = false;
  return {
    cutLine,
    firstTag: "PMID",
    titleTags: ["TI", "BTI"],
    isHeader: ({ tag }) => {
      isCounted ||= tag === counterTag;
      return tag === counterTag;
    },
    // Ovid has blank lines within references.
    get endsAtBlankLine() {
      return !isCounted;
    },
  };
}

/** Stands for the line that Ovid puts above each reference: `<12. >`. */
const counterTag = "<>";

/** A tag in four columns, a hyphen, a blank; Ovid puts a blank before the hyphen, at whatever column. */
function cutLine(text: string): Field | undefined {
  const [whole, tag] =
    /^ ?([A-Z][A-Z0-9]{1,4}) {0,2}-(?: |$)|^(?:PMID|[A-Z][A-Z0-9]{2} |[A-Z][A-Z0-9] {2})-/.exec(text) ?? [];
  if (whole !== undefined) {
    const name = tag ?? whole.slice(0, 4).trim();
    return name.length === 4 || whole.includes(" -") ? { tag: name, value: text.slice(whole.length) } : undefined;
  }
  return /^ ?<\d+\. ?>\s*$/.test(text) ? { tag: counterTag, value: "" } : undefined;
}

function toPaper(reader: FieldReader, { fields }: Reference): Record<string, unknown> {
  const { source, ...rest } = readVenue(reader);
  const type = readType(reader.all("PT", "DT"));
  return {
    title: readTitle(reader),
    abstract: reader.texts("AB", "OAB"),
    ...readAuthors(fields, reader),
    ...readDate([reader.text("DP"), reader.text("YR"), reader.text("DEP"), source]),
    ...rest,
    ...(type && { type }),
    keywords: listKeywords(reader),
    ...readRetractionTypes(reader.all("PT"), reader.text("RIN").replace(/^retraction in:?\s*/i, "")),
    ...readIdentifiers(reader),
  };
}

/** A translated title is in brackets, `[Wind over dunes].`, and the original in `TT`. */
function readTitle(reader: FieldReader): string {
  // Ovid adds the type: `Wind over dunes. [Review]`.
  const isOvid = reader.text("VN") !== "";
  const title = reader
    .text("TI", "BTI", "TT")
    .replace(isOvid ? /(?<!\s)\s*\[\p{Lu}\p{L}+(?:[ ,]+\p{L}+){0,4}\]\.?$/u : "", "")
    .replace(/^"([^"]*)"$/, "$1")
    .replace(/(?<!\.)\.$/, "");
  const bare = /^\[([^[\]]+)\]$/.exec(title)?.[1]?.replace(/\.$/, "") ?? title;
  return /^not available$/i.test(bare) ? reader.text("TT", "BTI") : bare;
}

/** `FAU` has the full name of the author in the `AU` that follows; `CN` is an organisation. */
function readAuthors(fields: readonly Field[], reader: FieldReader): AuthorFields {
  // Ovid lists full names by themselves.
  const full = readNames(reader.all("FA"));
  if (full.authors.length > 0) return full;
  const authors = listNames(fields, "FAU", "AU");
  return toFields(authors.length > 0 ? authors : listNames(fields, "FED", "ED"));
}

function listNames(fields: readonly Field[], fullTag: string, shortTag: string): ParsedName[] {
  const names: ParsedName[] = [];
  let isNamed = false;
  for (const { tag, value } of fields) {
    if (tag === "CN" && shortTag === "AU") names.push(...readOrganisations([value]));
    if (tag !== fullTag && tag !== shortTag) continue;
    const found: ParsedName[] = tag === shortTag && isNamed ? [] : parseNames(value);
    names.push(...found);
    isNamed = tag === fullTag && found.length > 0;
  }
  return names;
}

/** The name of the venue, and the text that may hold a date. */
function readVenue(reader: FieldReader): { venue: string; source: string } {
  const source = reader.text("SO");
  const isChapter = reader.text("TI") !== "" && reader.text("BTI") !== "";
  const named = reader.text("JT", "JN", "TA", "JA", ...(isChapter ? ["BTI"] : []), "CTI");
  return { venue: named === "" ? cutSource(source) : named, source };
}

const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const afterVenue = new RegExp(
  String.raw`(?:\.|(?<![\s.]))\s+(?:vol\.?\s?\d|\d+\s?[(:;]|\(?\d{4}\)?\b|${month}(?:[/-]${month})?\.?(?: \d{1,2},?)? \d{4}|spring|summer|autumn|fall|winter)`,
  "i",
);

/** `Sand Letters. Vol.43(5), Sep 2015, pp. 623-634.`; a chapter names the editors first, then `(2012). Its book. (pp.` */
function cutSource(source: string): string {
  const text = source.slice(0, 1_000);
  const book = /\[Eds?\][^(]*\(\d{4}[^)]*\)\.\s*([^(]+?)\.?\s*\(pp|\[Editor[^\]]*\]\.\s*([^[]+?)\.?\s*:\d/i.exec(text);
  const end = afterVenue.exec(text)?.index;
  return (
    book?.[1] ?? book?.[2] ?? (end === undefined ? "" : text.slice(0, end).replace(/(?<![\s.,;])[\s.,;]+\d*$/, ""))
  );
}

/** Publication types of MEDLINE and Ovid, the telling ones first. */
const types: readonly (readonly [RegExp, WorkType])[] = [
  [/^preprint/i, "article"],
  [/book chapter|^chapter/i, "chapter"],
  [/dissertation|thesis/i, "thesis"],
  [/^dataset/i, "dataset"],
  [/patent/i, "patent"],
  [/technical report|^reports? -|government (?:publication|document)/i, "report"],
  [/conference (?:paper|abstract|review|proceeding)|^congress|proceedings? paper/i, "paper-conference"],
  [/journal|^article|^review|^letter|^editorial|clinical trial/i, "article-journal"],
  [/book/i, "book"],
];

function readType(names: readonly string[]): WorkType | undefined {
  return types.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}

/** Keywords of the authors, then main headings of MeSH without their qualifiers. */
function listKeywords(reader: FieldReader): string[] {
  const headings = reader.all("MH").map((heading) => heading.split("/")[0] ?? "");
  // Elsewhere than at Ovid, `ID` is the number of a grant.
  const phrases = reader.text("VN") === "" ? [] : reader.all("ID");
  return cleanKeywords([...readKeywords(reader.all("OT", "KW")), ...readKeywords(phrases), ...headings]);
}

function readIdentifiers(reader: FieldReader): Record<string, unknown> {
  const ids = reader.all("LID", "AID", "DO", "DI").map(joinLines);
  const isDoi = (id: string) => /\[doi\]$/i.test(id);
  const dois = [...ids.filter(isDoi), ...ids.filter((id) => !/\[\w+\]$/.test(id))].map(findDoi);
  const doi = dois.find((found) => found !== undefined) ?? findDoi(/\bdoi:.*/is.exec(reader.text("SO"))?.[0]);
  const arxivId = ids
    .map((id) => id.replace(/(?<!\s)\s*\[\w+\]$/, ""))
    .find((id) => parsePrefixedArxivId(id) !== undefined);
  const pmid = /^\d{1,9}$/.exec(reader.text("PMID", "PM"))?.[0];
  const pages = ids.filter((id) => /^https?:/i.test(id));
  const page = pages.find((address) => parseDoi(address) === undefined) ?? pages[0];
  const url = pmid === undefined ? page : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  const isLastResort = pmid !== undefined && doi === undefined && arxivId === undefined;
  return { doi, arxivId, url, ...(isLastResort && { id: `pmid:${pmid}` }) };
}
