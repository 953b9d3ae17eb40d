import type { Ordinal } from "../../domain/paper/paper.js";

/** Sets of ordinals that are still changing, as bits: bit `o & 31` of word `o >>> 5` is for ordinal `o`. */
export type OrdinalBits = Uint32Array;

export function hasBit(bits: OrdinalBits, ordinal: Ordinal): boolean {
  return (bits[ordinal >>> 5]! & (1 << (ordinal & 31))) !== 0;
}

export function setBit(bits: OrdinalBits, ordinal: Ordinal): void {
  bits[ordinal >>> 5]! |= 1 << (ordinal & 31);
}

export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The place of the lowest bit of a word that is not 0. */
export function findLowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Keeps what is in both; ordinals beyond the end of the other set are in it no more. */
export function intersectBits(bits: OrdinalBits, other: OrdinalBits): void {
  const shared = Math.min(bits.length, other.length);
  for (let word = 0; word < shared; word += 1) bits[word]! &= other[word]!;
  bits.fill(0, shared);
}
