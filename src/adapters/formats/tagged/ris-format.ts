import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { findArxivId, findDoi, parseArxivId, parseDoi, parsePrefixedArxivId } from "../../../domain/paper/id.js";
import { readRetractionNote, readRetractionTypes } from "../../../domain/retraction/recognise.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readDate } from "./read-date.js";
import { readKeywords } from "./read-keywords.js";
import { type AuthorFields, readNames } from "./read-names.js";
import { type FieldReader, joinLines } from "./reference.js";
import { readRisEntry } from "./ris-entry.js";
import { createRisSyntax } from "./ris-lines.js";
import { readRisType } from "./ris-types.js";
import { createTaggedFormat } from "./tagged-format.js";

/** RIS, as written by Zotero, Mendeley, EndNote and publishers: one tag and value per line, from `TY` to `ER`. */
export function createRisFormat(): PaperFormat {
  return createTaggedFormat({ name: "ris", createSyntax: createRisSyntax, toPaper, toEntry: readRisEntry });
}

function toPaper(reader: FieldReader): Record<string, unknown> {
  const type = readType(reader);
  const titles = type === "book" || type === "article" ? ["TI", "T1", "CT", "BT"] : ["TI", "T1", "CT"];
  const venue = readVenue(reader, type);
  return {
    title: reader.text(...titles, "ST", "TT"),
    abstract: reader.texts("AB", "N2"),
    ...readAuthors(reader, type),
    // The year of publication is in `PY`; `DA` and the old `Y1` may have the day, or only a month.
    ...readDate([reader.text("PY", "YR"), reader.text("DA"), reader.text("Y1")]),
    venue,
    ...(type !== undefined && { type }),
    keywords: readKeywords(reader.all("KW")),
    ...readRetractionTypes(reader.all("M3")),
    ...reader
      .all("N1")
      .map(readRetractionNote)
      .find(({ retracted }) => retracted),
    ...readIdentifiers(reader, venue),
  };
}

/** What is generic and has only a publisher is in no journal, which its venue would else say. */
function readType(reader: FieldReader): WorkType | undefined {
  const isOwn = reader.all(...otherVenueTags).length === 0 && reader.text("PB") !== "";
  return readRisType(reader.text("TY")) ?? (isOwn ? "article" : undefined);
}

/** The makers of the work: authors, else editors. */
function readAuthors(reader: FieldReader, type: WorkType | undefined): AuthorFields {
  const editorTags = type === "thesis" || type === "patent" ? [] : [["ED"], ["A2"], ["A3"]];
  for (const tags of [["AU", "A1"], ...editorTags]) {
    const found = readNames(reader.inOrder(...tags));
    if (found.authors.length > 0) return found;
  }
  return { authors: [] };
}

/** Tags of the name of a venue, best first; the full name of a journal before its abbreviation. */
const venueTags: Readonly<Record<string, readonly string[]>> = {
  chapter: ["BT", "T2", "JF", "JO", "T3"],
  "paper-conference": ["T2", "C3", "BT", "JF", "JO", "JA", "T3"],
  book: ["T2", "T3", "JF", "JO"],
  thesis: ["PB", "T2", "JF", "JO"],
  report: ["T2", "JF", "JO", "T3", "PB"],
  dataset: ["T2", "T3", "JF", "JO", "PB"],
  software: ["T2", "T3", "JF", "JO", "PB"],
  article: ["JF", "T2", "JO", "JA", "J2", "T3", "PB"],
};
const otherVenueTags = ["JF", "T2", "JO", "BT", "J1", "JA", "J2", "C3", "T3"];

function readVenue(reader: FieldReader, type: WorkType | undefined): string {
  const tags = venueTags[type ?? ""] ?? otherVenueTags;
  const [first = "", ...others] = reader
    .all(...tags)
    .filter((name) => type !== "thesis" || !reprinter.test(name))
    .map((name) => cleanMarkup(joinLines(name)));
  return others.find((name) => isAbbreviation(first, name)) ?? first;
}

/** Companies that reprint theses are not the university. */
const reprinter = /^(?:proquest|umi\b)/i;

/** Whether each word is the beginning of a word of the longer name, in order: `J. Bays` and `Journal of the Bays`. */
function isAbbreviation(name: string, longer: string): boolean {
  if (name.length >= longer.length) return false;
  const [short, long] = [name, longer].map((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  let at = 0;
  for (const word of long ?? []) if (word.startsWith(short?.[at] ?? "-")) at += 1;
  return at > 0 && at === short?.length;
}

/** The `ID` of a reference is that of its file, so it identifies nothing. */
function readIdentifiers(reader: FieldReader, venue: string): Record<string, string | undefined> {
  const addresses = readAddresses(reader.all("UR", "L2", "LK", "L1", "L3"));
  const others = reader.all("M3", "C1", "N1", "AN", "M1").map(joinLines);
  const doi =
    // Some exports put blanks around the bracket of old DOIs: `10.1000/0044(2000)029 [ 0126:tide]2.0.co;2`.
    findFirst(reader.all("DO", "DI", "DOI"), (value) => findDoi(value.replace(/ ?\[ ?/, "["))) ??
    findFirst(addresses, (address) => (address.includes("10.") ? parseDoi(address) : undefined)) ??
    // A whole value, as a note may mention the DOI of another work.
    findFirst(others, (value) => (/^(?:doi:?\s*|https?:\/\/\S+\/)?10\.\S+$/i.test(value) ? findDoi(value) : undefined));
  const named = /\barxiv\b/i.test(venue) ? findArxivId(venue) : undefined;
  const id = [...addresses, ...others].find(
    (value) => /arxiv/i.test(value) && parsePrefixedArxivId(value) !== undefined,
  );
  const inDoi = doi !== undefined && parseArxivId(doi) !== undefined ? doi : undefined;
  const url = addresses.find((address) => /^https?:/i.test(address));
  return { doi, arxivId: id ?? inDoi ?? named, url };
}

/** The first result; later values are not read. */
function findFirst(values: readonly string[], read: (value: string) => string | undefined): string | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One field may hold several addresses. */
function readAddresses(values: readonly string[]): string[] {
  return values
    .flatMap((value) => (/\s|;/.test(value) ? value.split(/\s+|;(?=https?:)/) : [value]))
    .map((address) => address.replace(/;$/, ""))
    .filter((address) => address !== "");
}
