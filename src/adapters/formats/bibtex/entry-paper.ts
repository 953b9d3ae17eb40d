import { cleanHtml } from "../../../domain/text/html-markup.js";
import { cleanLatex } from "../../../domain/text/latex/clean-latex.js";
import { findYear } from "../../../domain/paper/date.js";
import { findDoi, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import { flipName } from "../../../domain/paper/person-name.js";

/** Converts the fields of one entry to a paper. */
export function toPaper(fields: ReadonlyMap<string, string>): Record<string, unknown> {
  const read = (...names: string[]) => names.map((name) => fields.get(name)).find((value) => value !== undefined);
  const text = (...names: string[]) => clean(read(...names) ?? "");
  const address = readAddress(read("url", "howpublished"));
  const arxivId = chooseArxivId(fields, address);
  const date = readDate(fields);
  const year = findYear(read("year") ?? date);
  const primaryClass = read("primaryclass", "eprintclass");
  return {
    title: text("title"),
    abstract: text("abstract"),
    authors: splitAuthors(read("author") ?? ""),
    ...(year !== undefined && { year, date }),
    venue: text("journaltitle", "journal", "booktitle", "eventtitle", "series", "school", "institution"),
    categories: primaryClass === undefined ? [] : [clean(primaryClass)],
    keywords: clean(read("keywords", "keyword", "mendeley-tags") ?? "").split(/\s*[,;]\s*/),
    doi: findDoi(unescape(read("doi") ?? "")) ?? parseDoi(address),
    arxivId,
    ...(/^https?:/.test(address) && { url: address }),
  };
}

function clean(value: string): string {
  return cleanLatex(cleanHtml(value), { strict: true }).replace(/\s+/g, " ").trim();
}

/** URLs and DOIs may contain LaTeX escapes but are not LaTeX: `~` is an ordinary character in them. */
function unescape(value: string): string {
  return value
    .replace(/^\\url\s*\{(.*)\}$/s, "$1")
    .replace(/\{?\\([_%#&~])\}?/g, "$1")
    .replace(/[{}]/g, "");
}

/** A long URL may be broken over several lines. */
function readAddress(value = ""): string {
  return unescape(value).replace(/\s/g, "");
}

/** Names are separated by ` and ` outside braces; a name in braces is an organisation and has no parts. */
function splitAuthors(value: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = "";
  for (const part of value.split(/(\s+and\s+|[{}])/)) {
    if (depth === 0 && /^\s+and\s+$/.test(part)) {
      names.push(name);
      name = "";
      continue;
    }
    if (part === "{") depth += 1;
    else if (part === "}") depth -= 1;
    name += part;
  }
  return [...names, name]
    .map((one) => one.trim())
    .filter((one) => one !== "" && one !== "others")
    .map((one) => (/^\{[^{}]*\}$/.test(one) ? clean(one) : flipName(clean(one))));
}

/** The arXiv id is in `eprint` if the prefix says so, in Mendeley's own field, in the URL, or in the journal name. */
function chooseArxivId(fields: ReadonlyMap<string, string>, address: string): string | undefined {
  const eprint = readAddress(fields.get("eprint"));
  const prefix = (fields.get("archiveprefix") ?? fields.get("eprinttype") ?? "").toLowerCase();
  const named = [fields.get("journal"), fields.get("note"), fields.get("number"), fields.get("publisher")].join(" ");
  const candidates = [
    prefix.includes("arxiv") || prefix === "" ? eprint : "",
    readAddress(fields.get("arxivid")),
    address,
    /arxiv:\s*([\w.-]+(?:\/\d{7})?(?:v\d+)?)/i.exec(named)?.[1] ?? "",
  ];
  return candidates.find((candidate) => parseArxivId(candidate) !== undefined);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function readDate(fields: ReadonlyMap<string, string>): string | undefined {
  const date = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(fields.get("date") ?? "")?.[0];
  if (date !== undefined) return date;
  const year = /^\{*(\d{4})/.exec(fields.get("year") ?? "")?.[1];
  const month = clean(fields.get("month") ?? "").toLowerCase();
  const number = /^\d{1,2}$/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3)) + 1;
  if (year === undefined) return undefined;
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, "0")}` : undefined;
}
