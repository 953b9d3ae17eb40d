import type { Ordinal } from "../../domain/paper.js";

/** How many of each there are; with it, the bytes of a segment can be read. */
export interface SegmentShape {
  readonly documents: number;
  readonly terms: number;
  readonly termBytes: number;
  readonly postings: number;
  /** Sum of the lengths of all documents. */
  readonly totalLength: number;
}

/**
 * An immutable inverted index. All arrays are views of one shared buffer, so that threads pass it by reference, and
 * so that a file of it is its bytes. A document is known here by its position: its rank among the ordinals.
 */
export interface Segment {
  readonly shape: SegmentShape;
  readonly buffer: SharedArrayBuffer;
  /** Ascending. */
  readonly ordinals: Int32Array;
  readonly lengths: Uint16Array;
  /** The terms in UTF-8, in the order of their bytes; term `t` ends where `t + 1` starts. */
  readonly termText: Uint8Array;
  readonly termStarts: Int32Array;
  /** The postings of term `t` are those from `postingStarts[t]` to before `postingStarts[t + 1]`. */
  readonly postingStarts: Int32Array;
  /** Ascending within a term. */
  readonly positions: Int32Array;
  readonly frequencies: Uint8Array;
}

/** Terms by number, as both kinds of segment hold them. */
export type TermTexts = Pick<Segment, "termText" | "termStarts">;

export const emptyShape: SegmentShape = { documents: 0, terms: 0, termBytes: 0, postings: 0, totalLength: 0 };

/** @param buffer of `measureSegment(shape)` bytes; zeros when it is to be filled. */
export function layOutSegment(shape: SegmentShape, buffer: SharedArrayBuffer): Segment {
  let offset = 0;
  const take = (byteLength: number): number => {
    const start = offset;
    offset += byteLength;
    return start;
  };
  // Widest elements first: every array is aligned without padding.
  return {
    shape,
    ordinals: new Int32Array(buffer, take(4 * shape.documents), shape.documents),
    termStarts: new Int32Array(buffer, take(4 * (shape.terms + 1)), shape.terms + 1),
    postingStarts: new Int32Array(buffer, take(4 * (shape.terms + 1)), shape.terms + 1),
    positions: new Int32Array(buffer, take(4 * shape.postings), shape.postings),
    lengths: new Uint16Array(buffer, take(2 * shape.documents), shape.documents),
    frequencies: new Uint8Array(buffer, take(shape.postings), shape.postings),
    termText: new Uint8Array(buffer, take(shape.termBytes), shape.termBytes),
    buffer,
  };
}

export function measureSegment({ documents, terms, termBytes, postings }: SegmentShape): number {
  return 6 * documents + 8 * (terms + 1) + 5 * postings + termBytes;
}

export function createEmptySegment(): Segment {
  return layOutSegment(emptyShape, new SharedArrayBuffer(measureSegment(emptyShape)));
}

/** The number of a term given in UTF-8, or −1. */
export function findTerm(segment: Segment, term: Uint8Array): number {
  let low = 0;
  let high = segment.shape.terms - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareTerm(segment, middle, term);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Below 0 when the segment's term comes before the given one, 0 when they are equal. */
export function compareTerm({ termText, termStarts }: TermTexts, term: number, other: Uint8Array): number {
  const start = termStarts[term]!;
  const length = termStarts[term + 1]! - start;
  const shared = Math.min(length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = termText[start + at]! - other[at]!;
    if (difference !== 0) return difference;
  }
  return length - other.length;
}

/** The position of an ordinal, or −1. */
export function findPosition({ ordinals }: Segment, ordinal: Ordinal): number {
  let low = 0;
  let high = ordinals.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ordinals[middle]!;
    if (found === ordinal) return middle;
    if (found < ordinal) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
