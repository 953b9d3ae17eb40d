import { chooseWorkType, type WorkType } from "../paper/work-type.js";
import type { PersonName } from "../person/person-name.js";
import { findAddress } from "./address.js";
import { chooseBibtexKey } from "./bibtex-key.js";
import {
  type CitedPaper,
  type DateParts,
  describeRetraction,
  listNames,
  padDatePart,
  readDateParts,
  writePlain,
} from "./cited-paper.js";
import { type CitedEntry, listKeywords, listNoteLines } from "./cited-entry.js";
import { escapeLatex, writeLatex } from "./latex-text.js";

/**
 * One BibTeX entry, ending with a line break. Titles have double braces, so that styles keep their capitals. Every value
 * but a note is in one line, and nothing in it is a command, except formulas. A reader's note is where Zotero writes it,
 * rating and reading where JabRef does.
 */
export function formatBibtex(paper: CitedPaper, key = chooseBibtexKey(paper), entry?: CitedEntry): string {
  const type = chooseWorkType(paper);
  const { name, venue, kind } = entryTypes[type];
  const date = readDateParts(paper);
  const address = findAddress(paper);
  const fields: readonly (readonly [field: string, value: string | undefined])[] = [
    ["title", inBraces(`{${writeLatex(paper.title)}}`)],
    ["author", inBraces(listNames(paper).map(writeName).join(" and "))],
    [venue, inBraces(writeText(paper.venue))],
    ["type", kind && inBraces(kind)],
    ["year", inBraces((paper.year ?? date?.year)?.toString())],
    ["month", date?.month === undefined ? undefined : months[date.month - 1]],
    ["date", inBraces(writeDay(date))],
    ["abstract", inBraces(writeText(paper.abstract))],
    ["keywords", inBraces(listKeywords(paper, entry).map(writeKeyword).join(", "))],
    ["eprint", inBraces(paper.arxivId)],
    ["archivePrefix", paper.arxivId && "{arXiv}"],
    ["primaryClass", paper.arxivId && inBraces(paper.categories.find((category) => arxivCategory.test(category)))],
    ["doi", paper.doi && isVerbatim(paper.doi) ? inBraces(paper.doi) : undefined],
    ["url", address && inBraces(encodeAddress(address))],
    ["note", inBraces(writeText(describeRetraction(paper)))],
    ["annote", inBraces(listNoteLines(entry?.note).map(escapeLatex).join("\n"))],
    ["ranking", entry?.rating === undefined ? undefined : `{rank${entry.rating}}`],
    ["readstatus", entry?.isRead ? "{read}" : undefined],
  ];
  const lines = fields.flatMap(([field, value]) => (value ? [`  ${field} = ${value}`] : []));
  return `@${name}{${key},\n${lines.join(",\n")}\n}\n`;
}

interface EntryType {
  readonly name: string;
  /** The field of the venue. */
  readonly venue: string;
  /** What the entry is, where its name does not say it. */
  readonly kind?: string;
}

/**
 * Styles treat the types that only BibLaTeX has as `misc`. Zotero drops a `dataset`, and reads the place of what is in no
 * journal and no book from `organization` alone.
 */
const entryTypes: Readonly<Record<WorkType, EntryType>> = {
  "article-journal": { name: "article", venue: "journal" },
  article: { name: "misc", venue: "organization" },
  "paper-conference": { name: "inproceedings", venue: "booktitle" },
  chapter: { name: "incollection", venue: "booktitle" },
  book: { name: "book", venue: "series" },
  thesis: { name: "phdthesis", venue: "school" },
  report: { name: "techreport", venue: "institution" },
  dataset: { name: "misc", venue: "organization", kind: "Dataset" },
  software: { name: "software", venue: "organization" },
  patent: { name: "patent", venue: "series" },
  webpage: { name: "online", venue: "organization" },
};

/** BibTeX's own abbreviations, which styles print in their language. */
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const arxivCategory = /^[a-z-]+(?:\.[A-Za-z-]+)?$/;

function inBraces(value: string | undefined): string | undefined {
  return value ? `{${value}}` : undefined;
}

function writeText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : writeLatex(text);
}

function writeDay(date: DateParts | undefined): string | undefined {
  if (date?.month === undefined || date.day === undefined) return undefined;
  return [date.year, padDatePart(date.month), padDatePart(date.day)].join("-");
}

/** `van den Berg, Jr, Ada`. Braces keep together what is one part, and a whole name that has no parts. */
function writeName(name: PersonName): string {
  if ("literal" in name) return `{${escapeLatex(name.literal)}}`;
  const { given, particle, suffix } = name;
  const family = protectPart(name.family);
  const last = particle === undefined ? family : `${protectPart(particle, /[,{}]/)} ${family}`;
  // Without a comma, all words but the last would be given names.
  if (given === undefined && suffix === undefined)
    return particle === undefined ? `{${escapeLatex(name.family)}}` : last;
  return [
    last,
    ...(suffix === undefined ? [] : [protectPart(suffix, separator)]),
    protectPart(given ?? "", separator),
  ].join(", ");
}

const separator = /,|(?:^|\s)and(?:\s|$)/i;
/** Lower-case words before the last one would be a particle. */
const familyPattern = /,|(?:^|\s)and(?:\s|$)|^[^\p{L}]*\p{Ll}\S* /iu;

function protectPart(part: string, where = familyPattern): string {
  const escaped = escapeLatex(part);
  return where.test(part) ? `{${escaped}}` : escaped;
}

/** Programs split keywords at commas, some also at semicolons. */
function writeKeyword(keyword: string): string {
  const written = writeLatex(keyword);
  return /[,;]/.test(writePlain(keyword)) ? `{${written}}` : written;
}

function isVerbatim(text: string): boolean {
  return !/[\\{}\s]/.test(text);
}

/** Addresses are not LaTeX, so what LaTeX would not leave alone is percent-encoded. */
function encodeAddress(address: string): string {
  return address
    .replace(/\p{Cs}/gu, "")
    .replace(/%(?![\da-f]{2})/gi, "%25")
    .replace(/[\s\p{Cc}\\{}^`"<>|$]/gu, encodeURIComponent);
}
