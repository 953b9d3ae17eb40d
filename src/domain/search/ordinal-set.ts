import type { Ordinal } from "../paper/paper.js";
import type { CombinableSet, PaperSet } from "./paper-set.js";

/**
 * A set of papers as bits: bit `o & 31` of word `o >>> 5` represents ordinal `o`. 87,000 papers need 11 KB, threads can
 * share the array, and set operations work on whole words.
 */
export type OrdinalBits = Uint32Array;

/** A set of the embedded engine. */
export interface OrdinalSet extends PaperSet, CombinableSet<OrdinalSet> {
  readonly size: number;
  /** Must not be changed. */
  readonly bits: OrdinalBits;
  has(ordinal: Ordinal): boolean;
  /** Ascending. */
  values(): Iterable<Ordinal>;
  intersect(other: OrdinalSet): OrdinalSet;
  unite(other: OrdinalSet): OrdinalSet;
  subtract(other: OrdinalSet): OrdinalSet;
  add(ordinals: Iterable<Ordinal>): OrdinalSet;
  remove(ordinals: Iterable<Ordinal>): OrdinalSet;
}

/** A class, because a getter in an object literal makes each object slow and unlike all others to the compiler. */
class BitSet implements OrdinalSet {
  readonly bits: OrdinalBits;
  private members = -1;

  constructor(bits: OrdinalBits) {
    this.bits = bits;
  }

  /** Most sets are only combined with others. */
  get size(): number {
    if (this.members < 0) this.members = countMembers(this.bits);
    return this.members;
  }

  has(ordinal: Ordinal): boolean {
    return hasBit(this.bits, ordinal);
  }

  values(): Iterable<Ordinal> {
    return listMembers(this.bits);
  }

  intersect({ bits }: OrdinalSet): OrdinalSet {
    return new BitSet(intersectBits(this.bits, bits));
  }

  unite({ bits }: OrdinalSet): OrdinalSet {
    const united = this.copyBits(bits.length);
    for (let word = 0; word < bits.length; word += 1) united[word]! |= bits[word]!;
    return new BitSet(united);
  }

  subtract({ bits }: OrdinalSet): OrdinalSet {
    const left = this.bits.slice();
    removeBits(left, bits);
    return new BitSet(left);
  }

  add(ordinals: Iterable<Ordinal>): OrdinalSet {
    const added = ordinals instanceof Int32Array ? ordinals : Int32Array.from(ordinals);
    const bits = this.copyBits(countWords(added));
    for (const ordinal of added) setBit(bits, ordinal);
    return new BitSet(bits);
  }

  remove(ordinals: Iterable<Ordinal>): OrdinalSet {
    const bits = this.bits.slice();
    for (const ordinal of ordinals) if (hasBit(bits, ordinal)) clearBit(bits, ordinal);
    return new BitSet(bits);
  }

  async count(): Promise<number> {
    return this.size;
  }

  async pick(ordinals: Iterable<Ordinal>): Promise<ReadonlySet<Ordinal>> {
    const picked = new Set<Ordinal>();
    for (const ordinal of ordinals) if (hasBit(this.bits, ordinal)) picked.add(ordinal);
    return picked;
  }

  async list(limit = Infinity): Promise<Int32Array> {
    const all = listMembers(this.bits);
    return limit < all.length ? all.slice(0, limit) : all;
  }

  async sample(size: number): Promise<Int32Array> {
    const all = listMembers(this.bits);
    if (all.length <= size) return all;
    return Int32Array.from({ length: size }, (_, at) => all[Math.floor((at * all.length) / size)]!);
  }

  private copyBits(minWords: number): OrdinalBits {
    const bits = new Uint32Array(Math.max(this.bits.length, minWords));
    bits.set(this.bits);
    return bits;
  }
}

export function createOrdinalSet(bits: OrdinalBits): OrdinalSet {
  return new BitSet(bits);
}

export function collectOrdinals(ordinals: Iterable<Ordinal>): OrdinalSet {
  return new BitSet(new Uint32Array(1)).add(ordinals);
}

function countWords(ordinals: Int32Array): number {
  let last = 0;
  for (let at = 0; at < ordinals.length; at += 1) if (ordinals[at]! > last) last = ordinals[at]!;
  return (last >>> 5) + 1;
}

/** Whether the first set has all ordinals of the second. */
export function containsBits(one: OrdinalBits, other: OrdinalBits): boolean {
  return other.every((bits, word) => (bits & ~(one[word] ?? 0)) === 0);
}

/** The bits of a set that came back from a service. Throws for a set of another engine. */
export function readBits(papers: PaperSet): OrdinalBits {
  if (papers instanceof BitSet) return papers.bits;
  throw new TypeError("a set of papers of another engine");
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
