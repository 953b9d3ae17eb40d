import { decodeHead } from "../../text/decode-text.js";
import { type FileKind, fileKinds } from "./file-kind.js";
import { recognizeName } from "./file-names.js";
import { recognizeSignature } from "./file-signatures.js";
import { recognizeText } from "./text-kinds.js";

/**
 * What a source seems to be in which no format of papers was detected, from its first bytes and its name. Content counts
 * more than the name, except where the content is that of any database or archive.
 */
export function recognizeFile(head: Uint8Array, name = ""): FileKind {
  const named = recognizeName(name);
  const seen = recognizeContent(head);
  const isDamaged = /\.xlsx$/i.test(name) && (seen ? seen === fileKinds.zip : isBinary(readStart(head)));
  if (isDamaged) return fileKinds.damagedXlsx;
  if (seen && !(named && vague.has(seen))) return seen;
  if (named) return named;
  return isBinary(readStart(head)) ? fileKinds.binary : fileKinds.text;
}

/** What the first bytes alone say; undefined if they say nothing. */
export function recognizeContent(head: Uint8Array): FileKind | undefined {
  const signed = recognizeSignature(head);
  if (signed) return signed;
  const text = readStart(head);
  return text === "" ? fileKinds.empty : recognizeText(text);
}

function readStart(head: Uint8Array): string {
  return decodeHead(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
}

/** Kinds of which the name may know more. */
const vague: ReadonlySet<FileKind> = new Set<FileKind>([
  fileKinds.sqlite,
  fileKinds.zip,
  fileKinds.office,
  fileKinds.media,
]);

/** Whether the decoded text has many characters that no text has. */
function isBinary(text: string): boolean {
  const shown = text.slice(0, 4096);
  let strange = 0;
  for (const sign of shown) if ((sign < " " && !/\s/.test(sign)) || sign === "\uFFFD") strange += 1;
  return strange > shown.length / 50;
}
