import type { FormatName } from "./paper-format.js";
import { fileKinds } from "./recognize/file-kind.js";
import { recognizeSignature } from "./recognize/file-signatures.js";

/**
 * The format of a source that is not text, or `other` for a known kind of file without papers, whatever its name says.
 * Undefined for text.
 */
export function detectBinary(head: Uint8Array): FormatName | "other" | undefined {
  // Some programs write a line of their own before the header.
  if (Buffer.from(head.subarray(0, 1024)).includes("%PDF-")) return "pdf";
  const kind = recognizeSignature(head);
  return kind === fileKinds.xlsx ? "xlsx" : kind && "other";
}
