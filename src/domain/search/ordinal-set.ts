import type { Ordinal } from "../paper/paper.js";

/**
 * A set of papers as bits: bit `o & 31` of word `o >>> 5` represents ordinal `o`. 87,000 papers need 11 KB, threads can
 * share the array, and set operations work on whole words.
 */
export type OrdinalBits = Uint32Array;

/** An immutable set. */
export interface OrdinalSet {
  readonly size: number;
  /** Must not be changed. */
  readonly bits: OrdinalBits;
  has(ordinal: Ordinal): boolean;
  /** Ascending. */
  values(): Iterable<Ordinal>;
}

/** A class, because a getter in an object literal makes each object slow and unlike all others to the compiler. */
class BitSet implements OrdinalSet {
  readonly bits: OrdinalBits;
  private count = -1;

  constructor(bits: OrdinalBits) {
    this.bits = bits;
  }

  /** Most sets are only combined with others. */
  get size(): number {
    if (this.count < 0) this.count = countMembers(this.bits);
    return this.count;
  }

  has(ordinal: Ordinal): boolean {
    return hasBit(this.bits, ordinal);
  }

  values(): Iterable<Ordinal> {
    return listMembers(this.bits);
  }
}

export function createOrdinalSet(bits: OrdinalBits): OrdinalSet {
  return new BitSet(bits);
}

export function collectOrdinals(ordinals: Iterable<Ordinal>): OrdinalSet {
  const members = [...ordinals];
  const bits = new Uint32Array((members.reduce((max, ordinal) => Math.max(max, ordinal), 0) >>> 5) + 1);
  for (const ordinal of members) setBit(bits, ordinal);
  return createOrdinalSet(bits);
}

/** The intersection. */
export function intersectSets(one: OrdinalSet, other: OrdinalSet): OrdinalSet {
  return createOrdinalSet(intersectBits(one.bits, other.bits));
}

/** The union. */
export function uniteSets(one: OrdinalSet, other: OrdinalSet): OrdinalSet {
  const bits = new Uint32Array(Math.max(one.bits.length, other.bits.length));
  bits.set(one.bits);
  for (let word = 0; word < other.bits.length; word += 1) bits[word]! |= other.bits[word]!;
  return createOrdinalSet(bits);
}

/** Whether the first set has all ordinals of the second. */
export function containsSet(one: OrdinalSet, other: OrdinalSet): boolean {
  return other.bits.every((bits, word) => (bits & ~(one.bits[word] ?? 0)) === 0);
}

/** The ordinals of the first set that are not in the second. */
export function subtractSets(one: OrdinalSet, other: OrdinalSet): OrdinalSet {
  const bits = one.bits.slice();
  removeBits(bits, other.bits);
  return createOrdinalSet(bits);
}

export function hasBit(bits: OrdinalBits, ordinal: Ordinal): boolean {
  return (bits[ordinal >>> 5]! & (1 << (ordinal & 31))) !== 0;
}

export function setBit(bits: OrdinalBits, ordinal: Ordinal): void {
  bits[ordinal >>> 5]! |= 1 << (ordinal & 31);
}

export function clearBit(bits: OrdinalBits, ordinal: Ordinal): void {
  bits[ordinal >>> 5]! &= ~(1 << (ordinal & 31));
}

/** The intersection as a new array. */
export function intersectBits(one: OrdinalBits, other: OrdinalBits): OrdinalBits {
  const both = one.slice(0, Math.min(one.length, other.length));
  for (let word = 0; word < both.length; word += 1) both[word]! &= other[word]!;
  return both;
}

/** Removes the ordinals that are not in the other set. */
export function retainBits(bits: OrdinalBits, other: OrdinalBits): void {
  const shared = Math.min(bits.length, other.length);
  for (let word = 0; word < shared; word += 1) bits[word]! &= other[word]!;
  bits.fill(0, shared);
}

/** Removes the ordinals that are in the other set. */
export function removeBits(bits: OrdinalBits, other: OrdinalBits): void {
  const shared = Math.min(bits.length, other.length);
  for (let word = 0; word < shared; word += 1) bits[word]! &= ~other[word]!;
}

/** Removes the ordinals that do not pass. */
export function filterBits(bits: OrdinalBits, passes: (ordinal: Ordinal) => boolean): void {
  for (let word = 0; word < bits.length; word += 1) {
    let kept = bits[word]!;
    for (let rest = kept; rest !== 0; rest &= rest - 1) {
      if (!passes(word * 32 + findLowestBit(rest))) kept &= ~(rest & -rest);
    }
    bits[word] = kept;
  }
}

export function countMembers(bits: OrdinalBits): number {
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) count += countBits(bits[word]!);
  return count;
}

/** Ascending. */
export function listMembers(bits: OrdinalBits): Int32Array {
  const ordinals = new Int32Array(countMembers(bits));
  let count = 0;
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) ordinals[count++] = word * 32 + findLowestBit(rest);
  }
  return ordinals;
}

/** Number of bits set in a word. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Index of the lowest bit that is set, for a word other than 0. */
export function findLowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
