import { createHash } from "node:crypto";
import { AppError } from "../../errors.js";
import type { Ordinal } from "../paper/paper.js";

/**
 * A cursor lists the papers already shown, so that no paper is shown twice even if papers are imported between two
 * pages, and the server keeps no state. It is valid for one question: it starts with 4 bytes of the question's hash,
 * followed by the ascending ordinals as differences in 7-bit groups (about two bytes per paper).
 */
export function writeCursor(question: string, shown: Iterable<Ordinal>): string {
  const bytes = [...hashQuestion(question)];
  let before = 0;
  for (const ordinal of [...shown].sort((one, other) => one - other)) {
    let difference = ordinal - before;
    for (; difference > 0x7f; difference = Math.floor(difference / 128)) bytes.push((difference & 0x7f) | 0x80);
    bytes.push(difference);
    before = ordinal;
  }
  return Buffer.from(bytes).toString("base64url");
}

/** The papers already shown. Throws `bad_input` for a cursor that is malformed or belongs to another question. */
export function readCursor(question: string, cursor: string): Set<Ordinal> {
  const bytes = Buffer.from(cursor, "base64url");
  if (!bytes.subarray(0, hashBytes).equals(hashQuestion(question))) reject();
  const shown = new Set<Ordinal>();
  let ordinal = 0;
  let factor = 1;
  for (const byte of bytes.subarray(hashBytes)) {
    ordinal += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte > 0x7f) continue;
    if (!Number.isSafeInteger(ordinal)) reject();
    shown.add(ordinal);
    factor = 1;
  }
  if (factor !== 1) reject();
  return shown;
}

/** The cursor of a list in ascending order of ordinals: the last ordinal of a page. */
export function writePosition(last: Ordinal): string {
  return String(last);
}

/** The last ordinal of the previous page; 0 without a cursor. Throws `bad_input` for a malformed cursor. */
export function readPosition(cursor: string | undefined): Ordinal {
  if (cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor)) reject("expected the cursor of an earlier answer");
  return Number(cursor);
}

const hashBytes = 4;

function hashQuestion(question: string): Buffer {
  return createHash("sha256").update(question).digest().subarray(0, hashBytes);
}

function reject(message = "expected the cursor of an earlier answer to the same question"): never {
  throw new AppError("bad_input", `cursor: ${message}`, { details: [{ path: "cursor", message }] });
}
