import { computeLengthPenalty, scoreTerm } from "../../domain/search/bm25.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { countBits, findLowestBit, hasBit, type OrdinalBits, setBit } from "../../domain/search/ordinal-set.js";
import { blockOrdinals, isCommonTerm, type Segment } from "./segment.js";

/** The live postings of one term, ascending. Reused from term to term. */
export interface PostingList {
  readonly ordinals: Int32Array;
  readonly frequencies: Uint8Array;
  count: number;
}

/** Where the next term is written. */
export interface PostingCursor {
  term: number;
  posting: number;
  ordinal: number;
  common: number;
}

export function countPostings({ postingStarts }: Segment, term: number): number {
  return term < 0 ? 0 : postingStarts[term + 1]! - postingStarts[term]!;
}

/** Where a term's postings are, ready to be looked up for many papers. */
export interface PlacedTerm {
  readonly isCommon: boolean;
  /** The range of its postings among the frequencies. */
  readonly firstPosting: number;
  readonly postings: number;
  /** Of a common term its first block, of a rare one the place of its first ordinal. */
  readonly first: number;
}

export function placeTerm({ postingStarts, places, shape }: Segment, term: number): PlacedTerm {
  const firstPosting = postingStarts[term]!;
  const postings = postingStarts[term + 1]! - firstPosting;
  const place = places[term]!;
  const isCommon = place < 0;
  const first = isCommon ? (-1 - place) * (shape.capacity / blockOrdinals) : place;
  return { isCommon, firstPosting, postings, first };
}

/** Which of the term's postings is that of a paper, counted from 0; −1 if the paper lacks the term. */
export function findRank(segment: Segment, term: PlacedTerm, ordinal: Ordinal): number {
  return term.isCommon ? findCommonRank(segment, term, ordinal) : findRareRank(segment, term, ordinal);
}

/** The papers of a common term, as bits; `undefined` for a rare one. */
export function findCommonBits({ places, commonBits, shape }: Segment, term: number): OrdinalBits | undefined {
  const place = places[term]!;
  if (place >= 0) return undefined;
  const blocks = shape.capacity / blockOrdinals;
  return commonBits.subarray((-1 - place) * blocks, -place * blocks);
}

/** The papers of a rare term, ascending. */
export function findRareOrdinals(segment: Segment, term: number): Int32Array {
  const place = segment.places[term]!;
  return segment.ordinals.subarray(place, place + countPostings(segment, term));
}

/** The number of papers that contain a term, without removed ones. */
export function countLive(segment: Segment, term: number, dead: OrdinalBits): number {
  if (term < 0) return 0;
  let live = 0;
  const bits = findCommonBits(segment, term);
  if (bits === undefined) {
    for (const ordinal of findRareOrdinals(segment, term)) live += +!hasBit(dead, ordinal);
  } else {
    for (let word = 0; word < bits.length; word += 1) live += countBits(bits[word]! & ~dead[word]!);
  }
  return live;
}

/** The lowest ordinal that contains a term and was not removed; there must be one. */
export function findFirstLive(segment: Segment, term: number, dead: OrdinalBits): Ordinal {
  const bits = findCommonBits(segment, term);
  if (bits === undefined) return findRareOrdinals(segment, term).find((ordinal) => !hasBit(dead, ordinal))!;
  const word = bits.findIndex((each, at) => (each & ~dead[at]!) !== 0);
  return word * 32 + findLowestBit(bits[word]! & ~dead[word]!);
}

export function readPostings(segment: Segment, term: number, { list, dead }: ReadTarget): void {
  const start = segment.postingStarts[term]!;
  const bits = findCommonBits(segment, term);
  list.count = 0;
  if (bits === undefined) {
    const ordinals = findRareOrdinals(segment, term);
    for (let at = 0; at < ordinals.length; at += 1) {
      if (!hasBit(dead, ordinals[at]!)) addPosting(list, ordinals[at]!, segment.frequencies[start + at]!);
    }
    return;
  }
  let at = start;
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1, at += 1) {
      const ordinal = word * 32 + findLowestBit(rest);
      if (!hasBit(dead, ordinal)) addPosting(list, ordinal, segment.frequencies[at]!);
    }
  }
}

interface ReadTarget {
  readonly list: PostingList;
  /** The removed papers, which are left out. */
  readonly dead: OrdinalBits;
}

export function addPosting(list: PostingList, ordinal: Ordinal, frequency: number): void {
  list.ordinals[list.count] = ordinal;
  list.frequencies[list.count] = frequency;
  list.count += 1;
}

/** Needs the lengths of all documents. */
export function writePostings(segment: Segment, cursor: PostingCursor, list: PostingList): void {
  const { ordinals, frequencies, count } = list;
  segment.frequencies.set(frequencies.subarray(0, count), cursor.posting);
  if (isCommonTerm(count, segment.shape.capacity)) {
    writeCommon(segment, cursor.common, list);
    segment.places[cursor.term] = -1 - cursor.common;
    cursor.common += 1;
  } else {
    segment.ordinals.set(ordinals.subarray(0, count), cursor.ordinal);
    segment.places[cursor.term] = cursor.ordinal;
    cursor.ordinal += count;
  }
  cursor.posting += count;
  cursor.term += 1;
  segment.postingStarts[cursor.term] = cursor.posting;
}

function findCommonRank({ commonBits, ranks }: Segment, { first }: PlacedTerm, ordinal: Ordinal): number {
  const block = first + (ordinal >>> 5);
  const bits = commonBits[block]! | 0;
  const bit = 1 << (ordinal & 31);
  return (bits & bit) === 0 ? -1 : ranks[block]! + countBits(bits & (bit - 1));
}

function findRareRank({ ordinals }: Segment, { first, postings }: PlacedTerm, ordinal: Ordinal): number {
  let low = first;
  let high = first + postings - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ordinals[middle]!;
    if (found === ordinal) return middle - first;
    if (found < ordinal) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function writeCommon(segment: Segment, common: number, { ordinals, frequencies, count }: PostingList): void {
  const { capacity, parameters } = segment.shape;
  const { constant, slope } = computeLengthPenalty(parameters, segment.shape);
  const blocks = capacity / blockOrdinals;
  const bits = segment.commonBits.subarray(common * blocks, (common + 1) * blocks);
  const ranks = segment.ranks.subarray(common * blocks, (common + 1) * blocks);
  const bounds = segment.bounds.subarray(common * blocks, (common + 1) * blocks);
  let at = 0;
  for (let block = 0; block < blocks; block += 1) {
    ranks[block] = at;
    let best = 0;
    for (; at < count && ordinals[at]! < (block + 1) * blockOrdinals; at += 1) {
      const ordinal = ordinals[at]!;
      setBit(bits, ordinal);
      best = Math.max(best, scoreTerm(1, frequencies[at]!, constant + slope * segment.lengths[ordinal]!));
    }
    bounds[block] = Math.ceil(best * 255);
  }
}
