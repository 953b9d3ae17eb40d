import { createJsonCutter } from "../text/json/cut-json.js";
import { parseJson } from "../text/json/parse-json.js";
import { closeJson } from "../text/json/close-json.js";
import { recogniseForeign } from "./foreign-json.js";
import { recogniseRecords } from "./json-shapes.js";
import type { FormatName } from "./paper-format.js";
import type { FileKind } from "./recognize/file-kind.js";

/** The format of text that begins with `{` or `[`: that of its first records, else our own. */
export function detectJson(text: string): FormatName | undefined {
  const isDocument = isJsonDocument(text);
  const format = recogniseRecords(readFirstRecords(text, isDocument));
  if (format) return format;
  if (isDocument) return "json";
  return /^\{.*\}\s*$/m.test(firstLine(text)) ? "jsonl" : undefined;
}

/** JSON that is known but holds no papers in a format that is read; its records have no title of their own. */
export function detectForeignJson(text: string): FileKind | undefined {
  const records = readFirstRecords(text, isJsonDocument(text));
  if (recogniseRecords(records)) return undefined;
  return recogniseForeign(parseJson(closeJson(text)), records);
}

/** Whether JSON is one document, such as one with a list of papers, rather than one paper per line. */
export function isJsonDocument(text: string): boolean {
  const cutter = createJsonCutter();
  cutter.write(text);
  if (cutter.hasList()) return true;
  // A line with only a brace, or one that ends with a comma, begins a document printed over several lines.
  return /^\{\s*(?:"[^"]*"\s*:\s*)?[[{]?$|,$/.test(firstLine(text).trimEnd()) && text.includes("\n");
}

/** A source of which only the first records lack the fields of its format is rare. */
const maxRecords = 20;

/** The first records, or as much as the text has of the first one. */
function readFirstRecords(text: string, isDocument: boolean): unknown[] {
  const whole = isDocument ? cutRecords(text) : text.split("\n").slice(0, maxRecords);
  const records = whole.slice(0, maxRecords).flatMap((record) => parseJson(record ?? "") ?? []);
  return records.length > 0 ? records : cutRecords(closeJson(text)).flatMap((record) => parseJson(record ?? "") ?? []);
}

function cutRecords(text: string) {
  return createJsonCutter().write(text);
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : text.slice(0, end);
}
