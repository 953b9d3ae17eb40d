import { unpackSource } from "../../adapters/compression/unpack-source.js";
import { detectFormat, detectMapped, headBytes } from "../../domain/sources/detect-format.js";
import type { FormatName } from "../../domain/sources/paper-format.js";
import { peekSource } from "../../domain/sources/peek-source.js";
import { type FileKind, fileKinds } from "../../domain/sources/recognize/file-kind.js";
import { recognizeName } from "../../domain/sources/recognize/file-names.js";
import { recognizeFile } from "../../domain/sources/recognize/recognize-file.js";
import type { PaperFile } from "./paper-files.js";

export interface Inspection {
  /** The format that the caller has named. */
  readonly format?: FormatName | undefined;
  /** Whether the caller has named columns or keys. */
  readonly isMapped?: boolean | undefined;
}

/**
 * What a file of a folder is if it is no list of papers, from its name and its first 64 KiB; undefined for papers. A
 * format that the caller has named excludes only what is certainly something else. Throws `bad_input` for a file that
 * cannot be read.
 */
export async function inspectFile(
  file: PaperFile,
  { format: given, isMapped = false }: Inspection,
): Promise<FileKind | undefined> {
  if (file.bytes === 0) return fileKinds.empty;
  const { head, close } = await peekSource(unpackSource(file.read()), headBytes);
  await close();
  if (isBlank(head)) return fileKinds.empty;
  const found = detectFormat(head, file.name) ?? (isMapped ? detectMapped(head) : undefined);
  if (found === undefined) return given && paperNames.test(file.name) ? undefined : recognizeFile(head, file.name);
  const isNamed = isMapped && isJson(found) && paperNames.test(file.name);
  if (given || isNamed || isPlausible(found, { name: file.name, head })) return undefined;
  return recognizeName(file.name) ?? (isJson(found) ? { what: "JSON without papers" } : fileKinds.text);
}

/** The ends of names that papers in a general format have: every program writes JSON, tables and text. */
const paperNames = /(?:\.(?:jsonl|ndjson|json|csv|tsv|tab|txt)|(?:^|[/\\])[^./\\]+)(?:\.(?:gz|gzip|zst|zstd))?$/i;

function isPlausible(found: FormatName, { name, head }: { readonly name: string; readonly head: Uint8Array }): boolean {
  if (isJson(found)) return paperNames.test(name) && /"title"\s*:/i.test(Buffer.from(head).toString());
  return !["csv", "tsv", "text"].includes(found) || paperNames.test(name);
}

function isJson(format: FormatName): boolean {
  return format === "json" || format === "jsonl";
}

function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
