import { createOrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";

/** Papers as bits, in the form of `OrdinalSet.bits`, here to be changed. */
export type PaperBits = Uint32Array;

/** The papers of both. */
export function intersectBits(one: PaperBits, other: PaperBits | undefined): PaperBits {
  if (!other) return one.slice();
  const both = one.slice(0, Math.min(one.length, other.length));
  for (let word = 0; word < both.length; word += 1) both[word] = (both[word] ?? 0) & (other[word] ?? 0);
  return both;
}

export function setBit(bits: PaperBits, ordinal: Ordinal, on: boolean): void {
  const mask = 1 << (ordinal & 31);
  const word = bits[ordinal >>> 5] ?? 0;
  bits[ordinal >>> 5] = on ? word | mask : word & ~mask;
}

export function hasBit(bits: PaperBits, ordinal: Ordinal): boolean {
  return ((bits[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;
}

/** The papers one after another, ascending: what loops over many papers run through. */
export function listBits(bits: PaperBits): Int32Array {
  const ordinals = new Int32Array(createOrdinalSet(bits).size);
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
      ordinals[count] = word * 32 + (31 - Math.clz32(rest & -rest));
      count += 1;
    }
  }
  return ordinals;
}

/** Takes out the papers that do not pass. */
export function filterBits(bits: PaperBits, passes: (ordinal: Ordinal) => boolean): void {
  for (let word = 0; word < bits.length; word += 1) {
    let kept = bits[word] ?? 0;
    for (let rest = kept; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      if (!passes(word * 32 + (31 - Math.clz32(bit)))) kept &= ~bit;
    }
    bits[word] = kept;
  }
}

type Column = Int16Array | Int32Array | Uint16Array | Uint32Array;

/** The column itself when it is long enough, else a copy with room to grow; new places hold 0. */
export function growColumn<T extends Column>(column: T, length: number): T {
  if (length <= column.length) return column;
  const longer = new (column.constructor as new (length: number) => T)(Math.max(length, column.length * 2, 1_024));
  longer.set(column);
  return longer;
}
