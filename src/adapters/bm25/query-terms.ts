import {
  type Bm25Parameters,
  computeIdf,
  computeLengthPenalty,
  extractQueryTerms,
  listAlternatives,
  type LengthPenalty,
} from "../../domain/search/bm25.js";
import type { MutableSegment, MutableView } from "./mutable-segment.js";
import type { OrdinalBits } from "../../domain/search/ordinal-set.js";
import type { KeywordQuery, WeighedTexts } from "../../ports/search/keyword-index.js";
import { countPostings } from "./postings.js";
import type { Segment } from "./segment.js";
import { findTerm } from "./term-texts.js";

export interface SearchedSegments {
  readonly base: Segment;
  /** The removed ordinals. */
  readonly baseDead: OrdinalBits;
  readonly baseDeadCount: number;
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
  /** Of all alternatives of a query, a paper gets the best score only. They are the last terms. */
  readonly isAlternative: boolean;
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
export function weighQuery(
  segments: SearchedSegments,
  { text, alternatives }: Pick<KeywordQuery, "text" | "alternatives">,
  parameters: Bm25Parameters,
): WeighedQuery {
  const { base, recent } = segments;
  const views = recent.map((segment) => segment.view());
  const documents = views.reduce((sum, { slots }) => sum + slots, base.shape.documents);
  const totalLength = recent.reduce((sum, segment) => sum + segment.totalLength, base.shape.totalLength);
  const weigh = (term: string): QueryTerm => {
    const { baseTerm, recentTerms } = locateTerm(segments, term);
    const frequency = views.reduce(
      (sum, view, at) => sum + countDocuments(view, recentTerms[at]!),
      countPostings(base, baseTerm),
    );
    return { baseTerm, recentTerms, idf: computeIdf(documents, frequency), isAlternative: false };
  };
  const words = extractQueryTerms(text);
  const [first, ...others] = listAlternatives(words, alternatives);
  const group = first === undefined ? [] : [weigh(first)];
  const terms = [...words.map(weigh), ...group];
  const penalty = computeLengthPenalty(parameters, { documents, totalLength });
  const attainable = terms.length === 0 ? 1 : terms.reduce((sum, { idf }) => sum + idf, 0);
  if (others.length === 0) return { terms, penalty, attainable };
  const { idf } = group[0]!;
  const weighed = [
    { term: first!, weight: 1 },
    ...others.map((term) => ({ term, weight: alternatives!.othersWeight })),
  ].map(({ term, weight }) => ({ ...locateTerm(segments, term), idf: idf * weight, isAlternative: true }));
  return { terms: [...terms.slice(0, words.length), ...weighed], penalty, attainable };
}

export function weighTerms(
  segments: SearchedSegments,
  texts: readonly string[],
  parameters: Bm25Parameters,
): WeighedTexts {
  const weighed = texts.map((text) => {
    const { terms } = weighQuery(segments, { text }, parameters);
    return extractQueryTerms(text).map((term, at) => ({ term, idf: terms[at]!.idf }));
  });
  return { texts: weighed, penalty: weighQuery(segments, { text: "" }, parameters).penalty };
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
