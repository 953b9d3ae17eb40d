import type { PagePaper } from "./api-types.js";
import { findPaperAddress } from "./paper-links.js";

export type CitationFormat = "BibTeX" | "RIS";

export function formatCitation(paper: PagePaper, format: CitationFormat): string {
  return format === "BibTeX" ? formatBibtex(paper) : formatRis(paper);
}

/** Writes one BibTeX entry. Titles are braced twice, so that styles keep their capitals. */
export function formatBibtex(paper: PagePaper): string {
  const isMeeting = isAtMeeting(paper);
  const type = isMeeting ? "inproceedings" : paper.venue ? "article" : "misc";
  const fields: [name: string, value: string | undefined][] = [
    ["title", `{${escapeLatex(paper.title)}}`],
    ["author", paper.authors.map(escapeLatex).join(" and ")],
    [isMeeting ? "booktitle" : "journal", paper.venue && escapeLatex(paper.venue)],
    ["year", paper.year === undefined ? undefined : String(paper.year)],
    ["eprint", paper.arxivId],
    ["archivePrefix", paper.arxivId && "arXiv"],
    ["doi", paper.doi],
    ["url", findPaperAddress(paper)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@${type}{${chooseKey(paper)},\n${lines.join(",\n")}\n}\n`;
}

/** Writes one record in the RIS format, whose lines end as those of its first readers did. */
export function formatRis(paper: PagePaper): string {
  const type = isAtMeeting(paper) ? "CPAPER" : paper.venue ? "JOUR" : "GEN";
  const fields: [tag: string, value: string | undefined][] = [
    ["TY", type],
    ["TI", paper.title],
    ...paper.authors.map((author): [string, string] => ["AU", author]),
    ["PY", paper.year === undefined ? undefined : String(paper.year)],
    [type === "CPAPER" ? "T2" : "JO", paper.venue],
    ["DO", paper.doi],
    ["AN", paper.arxivId && `arXiv:${paper.arxivId}`],
    ["UR", findPaperAddress(paper)],
    ["AB", paper.abstract],
  ];
  const lines = fields.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/g, " ").trim()}`] : []));
  return [...lines, "ER  - ", ""].join("\r\n");
}

const meeting =
  /proceedings|conference|workshop|symposium|meeting|neurips|nips|icml|iclr|cvpr|iccv|eccv|wacv|icra|iros|ijcai|\bacl\b|emnlp|naacl|aaai/i;

function isAtMeeting({ venue }: PagePaper): boolean {
  return venue !== undefined && meeting.test(venue);
}

/** Surname, year and first word of weight, in plain letters: `houlsby2019parameter`. */
function chooseKey(paper: PagePaper): string {
  const firstAuthor = paper.authors[0] ?? "";
  const surname = firstAuthor.includes(",") ? firstAuthor.split(",")[0] : firstAuthor.trim().split(/\s+/).at(-1);
  const words = paper.title.split(/\s+/).map(keepLetters);
  const word = words.find((candidate) => candidate.length > 3) ?? words.find((candidate) => candidate !== "");
  return `${keepLetters(surname ?? "")}${paper.year ?? ""}${word ?? ""}` || "paper";
}

function keepLetters(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** Mathematics between dollar signs stays as it is; elsewhere the characters that LaTeX reads are escaped. */
function escapeLatex(text: string): string {
  return text
    .split(/(\$[^$]+\$)/)
    .map((part, at) => (at % 2 === 1 ? part : escapePlain(part)))
    .join("");
}

function escapePlain(text: string): string {
  const words: Record<string, string> = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  return text.replace(/[\\~^&%$#_{}]/g, (found) => words[found] ?? `\\${found}`);
}
