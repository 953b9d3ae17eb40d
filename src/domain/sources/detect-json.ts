import type { FormatName } from "./paper-format.js";

/** Keys that occur only in the papers of one source; within a JSON string their quotation marks would be escaped. */
const jsonShapes: readonly (readonly [FormatName, RegExp])[] = [
  ["openalex", /"abstract_inverted_index"\s*:|"id"\s*:\s*"https:\/\/openalex\.org\/W\d/],
  ["arxiv-kaggle", /"authors_parsed"\s*:|"journal-ref"\s*:/],
  ["semantic-scholar", /"(?:corpusid|corpusId|externalids|openaccessinfo|paperId)"\s*:/],
  ["hf-papers", /"paper"\s*:\s*\{/],
];

/** The format of text that begins with `{` or `[`. */
export function detectJson(text: string): FormatName | undefined {
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
