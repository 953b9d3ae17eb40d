import { foldText } from "../text/fold-text.js";
import { splitAtFormulas } from "../text/latex/formulas.js";
import type { Paper } from "./paper.js";

/** A paper with read-only lists. */
type CitedPaper = { readonly [Field in keyof Paper]: Readonly<Paper[Field]> };

const meeting =
  /proceedings|conference|workshop|symposium|meeting|neurips|nips|icml|iclr|cvpr|iccv|eccv|wacv|corl|icra|\biros\b|\bacl\b|emnlp|naacl|aaai|ijcai/i;

/** One BibTeX entry, ending with a line break. Titles have double braces, so that styles keep their capitals. */
export function formatBibtex(paper: CitedPaper): string {
  const isMeeting = paper.venue !== undefined && meeting.test(paper.venue);
  const type = isMeeting ? "inproceedings" : paper.venue ? "article" : "misc";
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ["title", `{${escapeLatex(paper.title)}}`],
    ["author", paper.authors.map(writeName).join(" and ")],
    [isMeeting ? "booktitle" : "journal", paper.venue && escapeLatex(paper.venue)],
    ["year", paper.year?.toString()],
    ["eprint", paper.arxivId],
    ["archivePrefix", paper.arxivId && "arXiv"],
    ["doi", paper.doi],
    ["url", findAddress(paper)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@${type}{${chooseKey(paper)},\n${lines.join(",\n")}\n}\n`;
}

/**
 * One record in RIS (Research Information Systems, the format that Zotero, EndNote and Mendeley import), ending with a
 * line break. One tag per line, `TY` first and `ER` last.
 */
export function formatRis(paper: CitedPaper): string {
  const isMeeting = paper.venue !== undefined && meeting.test(paper.venue);
  const fields: readonly (readonly [tag: string, value: string | number | undefined])[] = [
    ["TY", isMeeting ? "CPAPER" : paper.venue ? "JOUR" : "GEN"],
    ["TI", paper.title],
    ...paper.authors.map((author) => ["AU", author] as const),
    [isMeeting ? "C3" : "JO", paper.venue],
    ["PY", paper.year],
    ["DA", paper.date?.replaceAll("-", "/")],
    ["AB", paper.abstract],
    ...paper.keywords.map((keyword) => ["KW", keyword] as const),
    ["DO", paper.doi],
    ["AN", paper.arxivId && `arXiv:${paper.arxivId}`],
    ["UR", findAddress(paper)],
  ];
  const lines = fields.filter(([, value]) => value !== undefined && value !== "");
  return `${lines.map(([tag, value]) => `${tag}  - ${String(value).replace(/\s+/g, " ")}`).join("\n")}\nER  - \n`;
}

/** The web page of a paper: its own address if it is http or https, else that of arXiv or of its DOI. */
export function findAddress({ url, arxivId, doi }: CitedPaper): string | undefined {
  if (url !== undefined && /^https?:\/\//i.test(url)) return url;
  if (arxivId) return locateOnArxiv(arxivId);
  return doi ? resolveDoi(doi) : undefined;
}

/** @param arxivId with or without a version; `encodeURI` keeps the "/" of old ids */
export function locateOnArxiv(arxivId: string): string {
  return `https://arxiv.org/abs/${encodeURI(arxivId)}`;
}

export function resolveDoi(doi: string): string {
  return `https://doi.org/${encodeURI(doi).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
}

/** Surname, year and first significant word of the title, in plain letters: `houlsby2019parameter`. */
function chooseKey({ authors: [first = ""], title, year }: CitedPaper): string {
  const surname = first.includes(",") ? first.split(",")[0] : first.trim().split(/\s+/).at(-1);
  const words = title.split(/\s+/).map(keepLetters);
  const word = words.find((candidate) => candidate.length > 3) ?? words.find((candidate) => candidate !== "");
  return `${keepLetters(surname ?? "")}${year ?? ""}${word ?? ""}` || "paper";
}

function keepLetters(text: string): string {
  return foldText(text).replace(/[^a-z0-9]/g, "");
}

/** Keeps formulas and escapes the special characters of LaTeX elsewhere, so that an import restores the text. */
function escapeLatex(text: string): string {
  const areBalanced = haveBalancedBraces(text);
  return splitAtFormulas(text)
    .map(({ text: part, isMath }) => (isMath && areBalanced ? part : escapePlain(part, areBalanced)))
    .join("");
}

const latexWords: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};
/** BibTeX counts braces, even escaped ones, to find where a field ends. */
const loneBraces: Readonly<Record<string, string>> = { "{": "\\textbraceleft{}", "}": "\\textbraceright{}" };

function escapePlain(text: string, areBalanced: boolean): string {
  return text
    .replace(
      /[\\~^&%$#_{}]/g,
      (found) => latexWords[found] ?? (areBalanced ? undefined : loneBraces[found]) ?? `\\${found}`,
    )
    .replace(/([-'`])(?=\1)/g, "$1{}");
}

function haveBalancedBraces(text: string): boolean {
  let depth = 0;
  for (const brace of text.match(/[{}]/g) ?? []) {
    depth += brace === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Protects names that contain ` and `, which separates names, or equal `others`, which means "et al.". */
function writeName(name: string): string {
  const escaped = escapeLatex(name);
  return /\sand\s/.test(name) || name === "others" ? `{${escaped}}` : escaped;
}
