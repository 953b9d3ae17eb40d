import type { LengthParameters } from "../../domain/search/bm25.js";
import type { TermTexts } from "./term-texts.js";
import {
  emptyVocabulary,
  layOutVocabulary,
  measureVocabulary,
  type PackedVocabulary,
  type VocabularyShape,
} from "./words/vocabulary-layout.js";

/** The sizes of a segment, which are needed to read its bytes. */
export interface SegmentShape {
  readonly documents: number;
  /** Upper bound of the ordinals, exclusive; a multiple of `blockOrdinals`. */
  readonly capacity: number;
  readonly terms: number;
  readonly termBytes: number;
  /** Number of terms whose papers are stored as bits. */
  readonly commonTerms: number;
  readonly postings: number;
  /** Number of postings of rare terms. */
  readonly rarePostings: number;
  /** Sum of the lengths of all documents. */
  readonly totalLength: number;
  /** The parameters with which the bounds of the blocks were computed. */
  readonly parameters: LengthParameters;
  readonly vocabulary: VocabularyShape;
}

/**
 * An immutable inverted index. All arrays are views of one shared buffer, so threads pass it by reference, and a file
 * of it is its bytes. A document is identified by its ordinal, so sets of papers are the same bits inside and outside
 * of the index.
 *
 * The papers of a rare term are a list of ordinals. Those of a common term are bits, which are smaller, can be united
 * word by word, and, with the ranks, give the frequency in any paper without a search. The terms are in the order of
 * their bytes.
 */
export interface Segment extends TermTexts {
  readonly shape: SegmentShape;
  readonly buffer: SharedArrayBuffer;
  /** The documents of this segment. */
  readonly present: Uint32Array;
  /** By ordinal. */
  readonly lengths: Uint16Array;
  /** Term `t` has the frequencies from `postingStarts[t]` to before `postingStarts[t + 1]`, by ascending ordinal. */
  readonly postingStarts: Int32Array;
  readonly frequencies: Uint8Array;
  /** Start of the ordinals of a rare term; for the n-th common term, counted from 0, it is −1 − n. */
  readonly places: Int32Array;
  readonly ordinals: Int32Array;
  /** The papers of the common terms, one after the other. */
  readonly commonBits: Uint32Array;
  /** For each block of each common term, the number of the term's postings before it. */
  readonly ranks: Int32Array;
  /** For each block of each common term, the max share of its idf in a score, in 255ths, rounded up. */
  readonly bounds: Uint8Array;
  /** Whole words and phrases. */
  readonly vocabulary: PackedVocabulary;
}

/** A block is the papers of one word of bits; ranks and bounds are stored for each. */
export const blockOrdinals = 32;

/**
 * Above this share of the capacity, bits with their ranks and bounds take at most about twice the memory of a list, and
 * less from a fourteenth on.
 */
const commonShare = 1 / 32;

export function isCommonTerm(postings: number, capacity: number): boolean {
  return postings >= capacity * commonShare;
}

export const emptyShape: SegmentShape = {
  documents: 0,
  capacity: 0,
  terms: 0,
  termBytes: 0,
  commonTerms: 0,
  postings: 0,
  rarePostings: 0,
  totalLength: 0,
  parameters: { k1: 0, b: 0 },
  vocabulary: emptyVocabulary,
};

/** @param buffer of `measureSegment(shape)` bytes; zeros when it is to be filled. */
export function layOutSegment(shape: SegmentShape, buffer: SharedArrayBuffer): Segment {
  const lengths = measureArrays(shape);
  let offset = 0;
  const take = (length: number, width: number): [SharedArrayBuffer, number, number] => {
    const start = offset;
    offset += width * length;
    return [buffer, start, length];
  };
  // Widest elements first: every array is aligned without padding.
  return {
    shape,
    termStarts: new Int32Array(...take(lengths.termStarts, 4)),
    postingStarts: new Int32Array(...take(lengths.postingStarts, 4)),
    places: new Int32Array(...take(lengths.places, 4)),
    ordinals: new Int32Array(...take(lengths.ordinals, 4)),
    ranks: new Int32Array(...take(lengths.ranks, 4)),
    present: new Uint32Array(...take(lengths.present, 4)),
    commonBits: new Uint32Array(...take(lengths.commonBits, 4)),
    lengths: new Uint16Array(...take(lengths.lengths, 2)),
    frequencies: new Uint8Array(...take(lengths.frequencies, 1)),
    bounds: new Uint8Array(...take(lengths.bounds, 1)),
    termText: new Uint8Array(...take(lengths.termText, 1)),
    vocabulary: layOutVocabulary(shape.vocabulary, buffer, align(offset)),
    buffer,
  };
}

export function measureSegment(shape: SegmentShape): number {
  const { termStarts, postingStarts, places, ordinals, ranks, present, commonBits, ...narrow } = measureArrays(shape);
  const wide = termStarts + postingStarts + places + ordinals + ranks + present + commonBits;
  const terms = 4 * wide + 2 * narrow.lengths + narrow.frequencies + narrow.bounds + narrow.termText;
  return align(terms) + measureVocabulary(shape.vocabulary);
}

function align(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

export function createEmptySegment(): Segment {
  return layOutSegment(emptyShape, new SharedArrayBuffer(measureSegment(emptyShape)));
}

type ArrayName = Exclude<keyof Segment, "shape" | "buffer" | "vocabulary">;

/** How many elements each array has. */
function measureArrays(shape: SegmentShape): Record<ArrayName, number> {
  const { capacity, terms, commonTerms } = shape;
  return {
    present: capacity / blockOrdinals,
    lengths: capacity,
    termText: shape.termBytes,
    termStarts: terms + 1,
    postingStarts: terms + 1,
    frequencies: shape.postings,
    places: terms,
    ordinals: shape.rarePostings,
    commonBits: (commonTerms * capacity) / blockOrdinals,
    ranks: (commonTerms * capacity) / blockOrdinals,
    bounds: (commonTerms * capacity) / blockOrdinals,
  };
}
