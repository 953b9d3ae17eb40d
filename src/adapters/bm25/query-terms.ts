import {
  type Bm25Parameters,
  computeIdf,
  computeLengthPenalty,
  extractQueryTerms,
  type LengthPenalty,
} from "../../domain/search/bm25.js";
import type { MutableSegment, MutableView } from "./mutable-segment.js";
import type { OrdinalBits } from "../../domain/search/ordinal-set.js";
import { countPostings } from "./postings.js";
import type { Segment } from "./segment.js";
import { findTerm } from "./term-texts.js";

export interface SearchedSegments {
  readonly base: Segment;
  /** The removed ordinals. */
  readonly baseDead: OrdinalBits;
  readonly recent: readonly MutableSegment[];
}

/** The numbers of a term in the segments. */
export interface TermNumbers {
  /** The number of the term in the base, or −1. */
  readonly baseTerm: number;
  /** The number of the term in each recent segment, or −1. */
  readonly recentTerms: readonly number[];
}

export interface QueryTerm extends TermNumbers {
  readonly idf: number;
}

export interface WeighedQuery {
  /** In the order of the text: scores are summed in this order, so that equal papers have equal scores to the bit. */
  readonly terms: readonly QueryTerm[];
  readonly penalty: LengthPenalty;
  /** The sum of the idf of all terms, including terms that no paper contains; 1 without a term. */
  readonly attainable: number;
}

const encoder = new TextEncoder();

/**
 * Removed documents count in the statistics until a merge drops them, as in Lucene; so a term's document frequency
 * never exceeds the number of documents, and idf stays positive.
 */
export function weighQuery(segments: SearchedSegments, text: string, parameters: Bm25Parameters): WeighedQuery {
  const { base, recent } = segments;
  const views = recent.map((segment) => segment.view());
  const documents = views.reduce((sum, { slots }) => sum + slots, base.shape.documents);
  const totalLength = recent.reduce((sum, segment) => sum + segment.totalLength, base.shape.totalLength);
  const terms = extractQueryTerms(text).map((term) => {
    const numbers = locateTerm(segments, term);
    const frequency = views.reduce(
      (sum, view, at) => sum + countDocuments(view, numbers.recentTerms[at]!),
      countPostings(base, numbers.baseTerm),
    );
    return { ...numbers, idf: computeIdf(documents, frequency) };
  });
  const penalty = computeLengthPenalty(parameters, { documents, totalLength });
  const attainable = terms.length === 0 ? 1 : terms.reduce((sum, { idf }) => sum + idf, 0);
  return { terms, penalty, attainable };
}

export function locateTerm({ base, recent }: SearchedSegments, term: string): TermNumbers {
  return {
    baseTerm: findTerm(base, encoder.encode(term)),
    recentTerms: recent.map((segment) => segment.findTerm(term)),
  };
}

function countDocuments({ documentFrequencies }: MutableView, term: number): number {
  return term < 0 ? 0 : documentFrequencies[term]!;
}
