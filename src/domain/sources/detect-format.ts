import { guessColumns } from "./column-mapping.js";
import { decodeHead } from "../text/decode-text.js";
import { readTableHeader } from "./table-header.js";
import type { FormatName } from "./paper-format.js";
import { isAbstractBlock, isPageLine } from "./plain-text-blocks.js";

/** The number of bytes that `detectFormat` uses; fewer are accepted. */
export const headBytes = 64 * 1024;

/**
 * Detects the format from the first bytes of an unpacked source. The name is used only if the bytes are ambiguous, for
 * example if the first line is broken. Undefined for an unknown format.
 */
export function detectFormat(head: Uint8Array, name = ""): FormatName | undefined {
  const text = decodeHead(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
  const hinted = readExtension(name);
  if (text === "") return hinted ?? "jsonl";
  if (text.startsWith("<")) return detectXml(text);
  if (/^[[{]/.test(text)) return detectJson(text) ?? hinted ?? (text.startsWith("{") ? "jsonl" : undefined);
  if (bibtexEntry.test(text)) return "bibtex";
  if (/^TY {1,2}- /m.test(text)) return "ris";
  const { delimiter, columns } = readTableHeader(text);
  if (guessColumns(columns).title !== undefined) return delimiter === "\t" ? "tsv" : "csv";
  return hinted ?? (hasTitlesAndAbstracts(text) ? "text" : undefined);
}

/** The type and key of an entry; requiring a key excludes `@media (…)` in a style sheet. */
const bibtexEntry = /^[ \t]*@(?:[a-z]+\s*[{(]\s*[^\s{}(),=]*\s*,|(?:string|comment|preamble)\s*[{(])/im;

const extensions: Readonly<Record<string, FormatName>> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "json",
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  bib: "bibtex",
  bibtex: "bibtex",
  ris: "ris",
  atom: "arxiv-atom",
};

/** The format by file extension, ignoring that of a compression format. */
function readExtension(name: string): FormatName | undefined {
  const extension = /\.([a-z]+)$/i.exec(name.replace(/\.(gz|gzip|zst|zstd)$/i, ""))?.[1]?.toLowerCase();
  return extension === undefined ? undefined : extensions[extension];
}

function detectXml(text: string): FormatName | undefined {
  if (/<OAI-PMH\b/.test(text) || /<(?:\w+:)?(?:ListRecords|GetRecord)\b/.test(text)) return "oai-pmh";
  if (/<(?:\w+:)?feed\b[^>]*http:\/\/www\.w3\.org\/2005\/Atom/.test(text)) return "arxiv-atom";
  return undefined;
}

/** Keys that occur only in the papers of one source; within a JSON string their quotation marks would be escaped. */
const jsonShapes: readonly (readonly [FormatName, RegExp])[] = [
  ["openalex", /"abstract_inverted_index"\s*:|"id"\s*:\s*"https:\/\/openalex\.org\/W\d/],
  ["arxiv-kaggle", /"authors_parsed"\s*:|"journal-ref"\s*:/],
  ["semantic-scholar", /"(?:corpusid|corpusId|externalids|openaccessinfo|paperId)"\s*:/],
  ["hf-papers", /"paper"\s*:\s*\{/],
];

function detectJson(text: string): FormatName | undefined {
  const shape = jsonShapes.find(([, pattern]) => pattern.test(text));
  if (shape) return shape[0];
  if (isJsonDocument(text)) return "json";
  return /^\{.*\}\s*$/m.test(firstLine(text)) ? "jsonl" : undefined;
}

/** Keys of lists of papers in an object: those of paperkin, OpenAlex and Semantic Scholar. */
export const listKeys = ["papers", "results", "data", "works", "items"] as const;

const listPattern = new RegExp(
  String.raw`^\{\s*(?:"[^"]*"\s*:\s*(?:"[^"]*"|[\d.]+|null|true|false|\{[^{}]*\})\s*,\s*)*"(?:${listKeys.join("|")})"\s*:\s*\[`,
);

/** Whether JSON is one document with a list of papers, rather than one paper per line. */
export function isJsonDocument(text: string): boolean {
  if (text.startsWith("[")) return true;
  if (listPattern.test(text)) return true;
  // A line with only a brace, or one that ends with a comma, begins a document printed over several lines.
  return /^\{\s*(?:"[^"]*"\s*:\s*)?[[{]?$|,$/.test(firstLine(text).trimEnd()) && text.includes("\n");
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : text.slice(0, end);
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
