import { guessColumns } from "./column-mapping.js";
import { decodeHead } from "../text/decode-text.js";
import { readTableHeader } from "./table-header.js";
import { detectBinary } from "./detect-binary.js";
import { detectForeignJson, detectJson } from "./detect-json.js";
import { detectTagged, detectTaggedStart } from "./detect-tagged.js";
import { detectXml } from "./detect-xml.js";
import type { FormatName } from "./paper-format.js";
import { isAbstractBlock, isPageLine } from "./plain-text-blocks.js";

/** The number of bytes that `detectFormat` uses; fewer are accepted. */
export const headBytes = 64 * 1024;

/**
 * Detects the format from the first bytes of an unpacked source. The name is used only if the bytes are ambiguous, for
 * example if the first line is broken. Undefined for an unknown format.
 */
export function detectFormat(head: Uint8Array, name = ""): FormatName | undefined {
  const binary = detectBinary(head);
  if (binary !== undefined) return binary === "other" ? undefined : binary;
  const text = decodeHead(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
  const hinted = readExtension(name);
  if (text === "") return hinted ?? "jsonl";
  // `<12. >` numbers a reference of Ovid.
  if (/^<(?!\d)/.test(text)) return detectXml(text);
  if (/^[[{]/.test(text) && detectForeignJson(text)) return undefined;
  if (/^[[{]/.test(text)) return detectJson(text) ?? hinted ?? (text.startsWith("{") ? "jsonl" : undefined);
  const { delimiter, columns } = readTableHeader(text);
  const table = delimiter === "\t" ? "tsv" : "csv";
  const begun = detectTaggedStart(text) ?? (hasPlainNames(columns) ? table : undefined);
  if (begun) return begun;
  if (bibtexEntry.test(text)) return "bibtex";
  const tagged = detectTagged(text);
  if (tagged) return tagged;
  if (guessColumns(columns).title !== undefined) return table;
  return hinted ?? (hasTitlesAndAbstracts(text) ? "text" : undefined);
}

/** The format of JSON of which the caller knows the keys. */
export function detectMapped(head: Uint8Array): FormatName | undefined {
  const text = decodeHead(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
  return /^[[{]/.test(text) ? detectJson(text) : undefined;
}

/** Whether columns are called as ours are: then an entry of BibTeX below is a part of a note or an abstract. */
function hasPlainNames(columns: readonly string[]): boolean {
  const known = columns.filter((name) => /^(?:id|title|authors?|abstract|year|date|doi|url)$/i.test(name.trim()));
  return known.length > 1 && known.some((name) => /title/i.test(name));
}

/**
 * The type of an entry and its key, or its first field if it has no key; requiring one excludes `@media (…)` in a style
 * sheet.
 */
const bibtexEntry =
  /^[ \t]*@[ \t]*(?:[a-z][^\s{}(),="#%'\\@]*\s*(?:\(\s*(?:[^\s{}(),=]+\s*)?,|\{\s*(?:(?:[^\s{}",=]+\s*)?,|[\w-]+\s*=\s*[{"\w]))|(?:string|comment|preamble)\s*[{(])/im;

const extensions: Readonly<Record<string, FormatName>> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "json",
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  bib: "bibtex",
  bibtex: "bibtex",
  biblatex: "bibtex",
  ris: "ris",
  nbib: "medline",
  ciw: "web-of-science",
  isi: "web-of-science",
  enw: "refer",
  atom: "arxiv-atom",
};

/** The format by file extension, ignoring that of a compression format. */
function readExtension(name: string): FormatName | undefined {
  const extension = /\.([a-z]+)$/i.exec(name.replace(/\.(gz|gzip|zst|zstd)$/i, ""))?.[1]?.toLowerCase();
  return extension === undefined ? undefined : extensions[extension];
}

/** At least two abstracts, each after a title of one line, with little else between the first and the last. */
function hasTitlesAndAbstracts(text: string): boolean {
  const blocks = text
    .split(/\r?\n\s*\n|\r\r/)
    .map((block) => block.trim())
    .filter((block) => block !== "" && !isPageLine(block));
  const places = [...blocks.keys()].filter(
    (place) => isAbstractBlock(blocks[place] ?? "") && isTitle(blocks[place - 1]),
  );
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined || places.length < 2) return false;
  const span = Math.max(last, blocks.length - 2) - first + 2;
  return places.length * 2 >= span * minPairedShare;
}

/** The remaining blocks may be headings, or further paragraphs of abstracts. */
const minPairedShare = 0.7;

function isTitle(block = ""): boolean {
  return block !== "" && !isAbstractBlock(block) && !/^[#|*>-]|[\r\n]|[.:;,]$/.test(block);
}
