import { chooseWorkType, type WorkType } from "../paper/work-type.js";
import { findAddress } from "./address.js";
import { type CitedEntry, listKeywords, listNoteLines } from "./cited-entry.js";
import {
  type CitedPaper,
  type DateParts,
  describeRetraction,
  formatSortedName,
  listNames,
  padDatePart,
  readDateParts,
  writePlain,
} from "./cited-paper.js";

/**
 * One record in RIS (Research Information Systems, the format that Zotero, EndNote and Mendeley import), ending with a
 * line break. One tag per line, `TY` first and `ER` last.
 */
export function formatRis(paper: CitedPaper, entry?: CitedEntry): string {
  const type = chooseWorkType(paper);
  const date = readDateParts(paper);
  const fields: readonly (readonly [tag: string, value: string | number | undefined])[] = [
    ["TY", type === "article" && !paper.venue && !paper.arxivId && paper.type === undefined ? "GEN" : types[type]],
    ["TI", paper.title],
    ...listNames(paper).map((name) => ["AU", formatSortedName(name)] as const),
    [venueTags[type] ?? "T2", paper.venue],
    ["PY", paper.year ?? date?.year],
    ["DA", writeDate(date)],
    ["AB", paper.abstract],
    ...separateKeywords(listKeywords(paper, entry)).map((keyword) => ["KW", keyword] as const),
    ["DO", paper.doi],
    ["AN", paper.arxivId && `arXiv:${paper.arxivId}`],
    ["UR", findAddress(paper)],
    ["N1", describeRetraction(paper)],
    ["ID", entry?.key],
    // Zotero reads no `ID`; it takes this line for a part of its field Extra, where it looks for keys.
    ["M2", entry?.key && `Citation Key: ${entry.key}`],
  ];
  const lines = fields.flatMap(([tag, value = ""]) => {
    const text = writePlain(String(value));
    return text === "" ? [] : [`${tag}  - ${text}`];
  });
  return `${[...lines, ...writeNote(entry?.note)].join("\n")}\nER  - \n`;
}

/** A note keeps its lines. One that looks like a tag is indented, so that it is none. */
function writeNote(note: string | undefined): readonly string[] {
  return listNoteLines(note).map((line, at) => {
    if (at === 0) return `N1  - ${line}`;
    return /^\w{1,5}\s{0,4}[-\u2010-\u2014\u2212]/.test(line) ? ` \u200B${line}` : line;
  });
}

/** A semicolon after a single keyword with commas says that it is not a list. */
function separateKeywords(keywords: readonly string[]): readonly string[] {
  const [only = ""] = keywords;
  return keywords.length === 1 && only.includes(",") ? [`${only};`] : keywords;
}

const types: Readonly<Record<WorkType, string>> = {
  "article-journal": "JOUR",
  article: "UNPB",
  "paper-conference": "CPAPER",
  chapter: "CHAP",
  book: "BOOK",
  thesis: "THES",
  report: "RPRT",
  dataset: "DATA",
  software: "COMP",
  patent: "PAT",
  webpage: "ELEC",
};

const venueTags: Readonly<Partial<Record<WorkType, string>>> = {
  "article-journal": "JO",
  "paper-conference": "C3",
  thesis: "PB",
  report: "PB",
  dataset: "PB",
  software: "PB",
};

function writeDate(date: DateParts | undefined): string | undefined {
  if (date?.month === undefined) return undefined;
  return [date.year, ...[date.month, date.day].flatMap((part) => (part === undefined ? [] : [padDatePart(part)]))].join(
    "/",
  );
}
