import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { findYear } from "../../../domain/paper/date.js";
import { findDoi, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import { flipName } from "../../../domain/paper/person-name.js";
import { describeTooLong, maxRecordLength, readTextLines } from "../../../domain/text/lines.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";

/** RIS, as written by Zotero, Mendeley, EndNote and publishers: one tag and value per line, from `TY` to `ER`. */
export function createRisFormat(): PaperFormat {
  return { name: "ris", open: async (chunks) => ({ records: readReferences(chunks) }) };
}

type Fields = Map<string, string[]>;

async function* readReferences(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  let open: { readonly line: number; readonly fields: Fields; length: number; last: string } | undefined;
  for await (const { line, text } of readTextLines(chunks)) {
    const [, tag, value = ""] = /^\s*([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/.exec(text ?? "") ?? [];
    if (open && (tag === "ER" || tag === "TY")) {
      if (open.length > maxRecordLength) yield { line: open.line, reason: describeTooLong("reference") };
      else if (tag === "TY")
        yield { line: open.line, reason: "the reference has no ER line before the next one begins" };
      else yield { line: open.line, value: toPaper(open.fields) };
      open = undefined;
    }
    if (tag === "TY") open = { line, fields: new Map(), length: 0, last: tag };
    if (!open || tag === "TY") continue;
    open.length += text?.length ?? maxRecordLength + 1;
    if (open.length > maxRecordLength) open.fields.clear();
    else if (tag !== undefined) addValue(open.fields, (open.last = tag), value);
    else continueValue(open.fields, open.last, text ?? "");
  }
  if (open) yield { line: open.line, reason: "the reference is truncated: it has no ER line" };
}

function addValue(fields: Fields, tag: string, value: string): void {
  const values = fields.get(tag);
  if (values) values.push(value.trim());
  else fields.set(tag, [value.trim()]);
}

/** A line without a tag continues the one before it. */
function continueValue(fields: Fields, tag: string, text: string): void {
  const values = fields.get(tag);
  if (values) values.push(`${values.pop() ?? ""} ${text.trim()}`.trim());
}

function toPaper(fields: Fields): Record<string, unknown> {
  const read = (...tags: string[]) =>
    tags.map((tag) => fields.get(tag)?.find((value) => value !== "")).find((value) => value !== undefined) ?? "";
  const all = (...tags: string[]) => tags.flatMap((tag) => fields.get(tag) ?? []);
  const addresses = all("UR", "L2", "L1", "M1", "AN");
  const dated = read("DA", "PY", "Y1");
  const year = findYear(dated);
  const [, month, day] = /\d{4}(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?/.exec(dated) ?? [];
  const doi = [...all("DO").map(findDoi), ...addresses.map(parseDoi)].find((found) => found !== undefined);
  const arxivId = [...addresses, ...all("DO")].find((address) => parseArxivId(address) !== undefined);
  const url = all("UR", "L2").find((address) => /^https?:/.test(address));
  return {
    title: cleanMarkup(read("TI", "T1", "CT")),
    abstract: cleanMarkup(read("AB", "N2")),
    authors: all("AU", "A1").map((name) => flipName(cleanMarkup(name))),
    year,
    ...(year !== undefined && month !== undefined && { date: joinDate(year, month, day) }),
    venue: cleanMarkup(read("JO", "JF", "T2", "BT", "JA", "C3", "J2")),
    keywords: all("KW").map(cleanMarkup),
    doi,
    arxivId,
    url,
  };
}

function joinDate(year: number, ...parts: readonly (string | undefined)[]): string {
  return [year, ...parts.flatMap((part) => part?.padStart(2, "0") ?? [])].join("-");
}
