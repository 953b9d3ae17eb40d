import { createHash } from "node:crypto";
import { AppError } from "../../errors.js";
import type { Ordinal } from "../paper/paper.js";

/** What was shown on the pages before. */
export interface ShownPapers {
  /** The last ones shown, at most `rememberedPapers`. */
  readonly remembered: ReadonlySet<Ordinal>;
  /** Number of papers shown before the remembered ones. */
  readonly forgotten: number;
  /** A paper in the middle of the remembered ones: everything before it in the list was shown, too. */
  readonly edge?: Ordinal | undefined;
}

/** So many papers fit in a cursor of 8,000 characters even if each takes three bytes. */
export const rememberedPapers = 1_900;

export const nothingShown: ShownPapers = { remembered: new Set(), forgotten: 0 };

/**
 * A cursor names the papers shown last, so that no paper is shown twice even if papers are imported between two pages,
 * and the server keeps no state. Beyond that it has a place in the list; a paper appears twice, or never, only if an
 * import moves it by half of the remembered papers. It is valid for one question: it starts with 4 bytes of the
 * question's hash, followed by numbers in 7-bit groups: how many papers are forgotten, the edge, and the ascending
 * ordinals of the remembered ones as differences (about two bytes per paper).
 */
export function writeCursor(question: string, { remembered, forgotten, edge }: ShownPapers): string {
  const bytes = [...hashQuestion(question)];
  const write = (number: number) => {
    let rest = number;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  };
  write(forgotten);
  if (forgotten > 0) write(edge ?? 0);
  let before = 0;
  for (const ordinal of [...remembered].sort((one, other) => one - other)) {
    write(ordinal - before);
    before = ordinal;
  }
  return Buffer.from(bytes).toString("base64url");
}

/** The papers already shown. Throws `bad_input` for a cursor that is malformed or belongs to another question. */
export function readCursor(question: string, cursor: string): ShownPapers {
  const bytes = Buffer.from(cursor, "base64url");
  if (!bytes.subarray(0, hashBytes).equals(hashQuestion(question))) reject();
  const [forgotten = 0, ...numbers] = readNumbers(bytes.subarray(hashBytes));
  const edge = forgotten > 0 ? numbers.shift() : undefined;
  const remembered = new Set<Ordinal>();
  let ordinal = 0;
  for (const difference of numbers) {
    ordinal += difference;
    if (!Number.isSafeInteger(ordinal)) reject();
    remembered.add(ordinal);
  }
  return { remembered, forgotten, edge };
}

function readNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  let factor = 1;
  for (const byte of bytes) {
    number += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte > 0x7f) continue;
    numbers.push(number);
    number = 0;
    factor = 1;
  }
  if (factor !== 1) reject();
  return numbers;
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
