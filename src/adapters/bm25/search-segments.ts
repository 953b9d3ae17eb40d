import {
  type Bm25Parameters,
  computeIdf,
  computeLengthPenalty,
  extractQueryTerms,
  scoreTerm,
} from "../../domain/bm25.js";
import type { OrdinalSet } from "../../domain/ordinal-set.js";
import type { KeywordHits, KeywordQuery } from "../../ports/keyword-index.js";
import type { MutableSegment, MutableView } from "./mutable-segment.js";
import { findTerm, type Segment } from "./segment.js";
import { TopHits } from "./top-hits.js";

export interface SearchedSegments {
  readonly base: Segment;
  /** 1 for a position that was removed. */
  readonly baseDead: Uint8Array;
  readonly recent: readonly MutableSegment[];
}

export type SegmentSearch = (segments: SearchedSegments, query: KeywordQuery) => KeywordHits;

interface TermWeight {
  readonly idf: number;
  readonly constant: number;
  readonly slope: number;
}

/**
 * Scores term by term into an array with one number for each document. The arrays are kept from search to search and
 * are all zero in between: collecting the hits clears what scoring wrote.
 *
 * Removed documents count in the statistics until a merge drops them, as in Lucene; so a term's document frequency
 * never exceeds the number of documents, and idf stays positive.
 */
export function createSegmentSearch(parameters: Bm25Parameters): SegmentSearch {
  const encoder = new TextEncoder();
  let scores = new Float64Array(0);
  return ({ base, baseDead, recent }, query) => {
    const views = recent.map((segment) => segment.view());
    const documents = views.reduce((sum, { slots }) => sum + slots, base.shape.documents);
    const totalLength = recent.reduce((sum, segment) => sum + segment.totalLength, base.shape.totalLength);
    const penalty = computeLengthPenalty(parameters, { documents, totalLength });
    const terms = extractQueryTerms(query.text).map((text) => {
      const baseTerm = findTerm(base, encoder.encode(text));
      const recentTerms = recent.map((segment) => segment.findTerm(text));
      const frequency = views.reduce(
        (sum, view, at) => sum + countDocuments(view, recentTerms[at]!),
        countPostings(base, baseTerm),
      );
      return { baseTerm, recentTerms, weight: { idf: computeIdf(documents, frequency), ...penalty } };
    });
    if (scores.length < documents) scores = new Float64Array(Math.ceil(documents * 1.2));

    const collection = { top: new TopHits(query.limit), allow: query.allow };
    for (const { baseTerm, weight } of terms) if (baseTerm >= 0) addBaseScores(base, baseTerm, { scores, weight });
    const baseTerms = terms.map(({ baseTerm }) => baseTerm).filter((term) => term >= 0);
    const ordinals = base.ordinals;
    let probed = query.probe ? countProbedInOrder(query.probe, { scores, dead: baseDead, ordinals }) : 0;
    let total = collectBase(base, baseTerms, { scores, dead: baseDead, ordinals, ...collection });
    for (const [at, view] of views.entries()) {
      for (const { recentTerms, weight } of terms) addRecentScores(view, recentTerms[at]!, { scores, weight });
      if (query.probe)
        probed += countProbed(query.probe, {
          scores,
          dead: view.dead,
          ordinals: view.ordinals.subarray(0, view.slots),
        });
      total += collectAll(view.slots, { scores, dead: view.dead, ordinals: view.ordinals, ...collection });
    }
    return { hits: collection.top.list(), total, probed };
  };
}

function countPostings({ postingStarts }: Segment, term: number): number {
  return term < 0 ? 0 : postingStarts[term + 1]! - postingStarts[term]!;
}

function countDocuments({ documentFrequencies }: MutableView, term: number): number {
  return term < 0 ? 0 : documentFrequencies[term]!;
}

interface Scoring {
  readonly scores: Float64Array;
  readonly weight: TermWeight;
}

function addBaseScores(base: Segment, term: number, { scores, weight }: Scoring): void {
  const { positions, frequencies, lengths, postingStarts } = base;
  const { idf, constant, slope } = weight;
  const end = postingStarts[term + 1]!;
  for (let at = postingStarts[term]!; at < end; at += 1) {
    const position = positions[at]!;
    scores[position]! += scoreTerm(idf, frequencies[at]!, constant + slope * lengths[position]!);
  }
}

function addRecentScores(view: MutableView, term: number, { scores, weight }: Scoring): void {
  if (term < 0) return;
  const { postings, previous, lengths } = view;
  const { idf, constant, slope } = weight;
  for (let at = view.newest[term]!; at >= 0; at = previous[at]!) {
    const posting = postings[at]!;
    const slot = posting >>> 8;
    scores[slot]! += scoreTerm(idf, posting & 255, constant + slope * lengths[slot]!);
  }
}

type Scored = Pick<Collecting, "scores" | "dead" | "ordinals">;

/** Looks each paper up where ordinals ascend: a hundred look-ups instead of a walk over all documents. */
function countProbedInOrder(probe: OrdinalSet, { scores, dead, ordinals }: Scored): number {
  let probed = 0;
  for (const ordinal of probe.values()) {
    let low = 0;
    let high = ordinals.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ordinals[middle]! < ordinal) low = middle + 1;
      else high = middle;
    }
    if (ordinals[low] === ordinal && dead[low] !== 1 && scores[low]! > 0) probed += 1;
  }
  return probed;
}

function countProbed(probe: OrdinalSet, { scores, dead, ordinals }: Scored): number {
  let probed = 0;
  for (const [at, ordinal] of ordinals.entries()) {
    if (scores[at]! > 0 && dead[at] !== 1 && probe.has(ordinal)) probed += 1;
  }
  return probed;
}

interface Collecting {
  readonly scores: Float64Array;
  /** 1 for a document that was removed. */
  readonly dead: Uint8Array;
  readonly ordinals: Int32Array;
  readonly top: TopHits;
  readonly allow: OrdinalSet | undefined;
}

/** Goes over all documents, or over the postings once more where those are fewer; returns how many were found. */
function collectBase(base: Segment, terms: readonly number[], collecting: Collecting): number {
  const documents = base.shape.documents;
  const postings = terms.reduce((sum, term) => sum + countPostings(base, term), 0);
  if (postings > documents / 2) return collectAll(documents, collecting);
  let total = 0;
  for (const term of terms) {
    const end = base.postingStarts[term + 1]!;
    // A document that several terms share is met again with its score already cleared.
    for (let at = base.postingStarts[term]!; at < end; at += 1) total += collectOne(base.positions[at]!, collecting);
  }
  return total;
}

function collectAll(count: number, collecting: Collecting): number {
  const { scores, dead, ordinals, top, allow } = collecting;
  for (let at = dead.indexOf(1); at >= 0; at = dead.indexOf(1, at + 1)) scores[at] = 0;
  if (allow !== undefined) {
    for (let at = 0; at < count; at += 1) if (!allow.has(ordinals[at]!)) scores[at] = 0;
  }
  let total = 0;
  for (let at = 0; at < count; at += 1) {
    const score = scores[at]!;
    // Added, not branched on: about half of the documents match, in no order that a processor could foresee.
    total += +(score > 0);
    if (score >= top.floor && score > 0) top.offer(score, ordinals[at]!);
  }
  scores.fill(0, 0, count);
  return total;
}

function collectOne(at: number, { scores, dead, ordinals, top, allow }: Collecting): number {
  const score = scores[at]!;
  if (score === 0) return 0;
  scores[at] = 0;
  if (dead[at] === 1 || (allow !== undefined && !allow.has(ordinals[at]!))) return 0;
  if (score >= top.floor) top.offer(score, ordinals[at]!);
  return 1;
}
