import type { PagePaper } from "./api-types.js";

/** The page about a paper that its reader most likely wants; undefined when none is known. */
export function findPaperAddress(paper: PagePaper): string | undefined {
  const address = readWebAddress(paper.url);
  if (address !== undefined) return address;
  // encodeURI keeps the "/" of old arXiv ids and of DOIs.
  if (paper.arxivId) return `https://arxiv.org/abs/${encodeURI(paper.arxivId)}`;
  if (paper.doi) return `https://doi.org/${encodeURI(paper.doi).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
  return undefined;
}

/** Writes one BibTeX entry. Titles are braced twice, so that styles keep their capitals. */
export function formatBibtex(paper: PagePaper): string {
  const meeting =
    /proceedings|conference|workshop|symposium|meeting|neurips|nips|icml|iclr|cvpr|iccv|eccv|\bacl\b|emnlp|naacl|aaai/i;
  const isMeeting = paper.venue !== undefined && meeting.test(paper.venue);
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

/** Only the web's own schemes: a record may carry `javascript:` or worse. */
function readWebAddress(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const address = new URL(text);
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : undefined;
  } catch {
    return undefined;
  }
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
