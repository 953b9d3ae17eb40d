import { TopHits } from "../../../src/adapters/bm25/top-hits.js";
import {
  type Bm25Parameters,
  computeIdf,
  computeLengthPenalty,
  countTerms,
  extractQueryTerms,
  type PaperWords,
  scoreTerm,
} from "../../../src/domain/search/bm25.js";
import type { RankedPaper } from "../../../src/domain/search/hit.js";
import type { Ordinal } from "../../../src/domain/paper/paper.js";

/** Separate counts for title and abstract, so that one index serves every title weight. */
export interface FieldIndex {
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  readonly lengths: readonly FieldCounts[];
  readonly totalLength: FieldCounts;
}

interface FieldCounts {
  title: number;
  abstract: number;
}

interface Posting extends FieldCounts {
  readonly ordinal: Ordinal;
}

/** BM25 that normalizes each field's count by the field's length before adding them (Robertson and others, 2004). */
export interface Bm25fParameters {
  readonly k1: number;
  readonly titleWeight: number;
  readonly titleB: number;
  readonly abstractB: number;
}

export interface WordScores {
  /** By ordinal; 0 for papers without a word of the query. */
  readonly scores: Float64Array;
  /** The sum of the idf of the terms that each paper has. */
  readonly covered: Float64Array;
  /** The sum of the idf of all terms; 1 without terms. */
  readonly attainable: number;
}

const fields = ["title", "abstract"] as const;

/** Ordinals are positions in the list. */
export function indexFields(papers: readonly PaperWords[]): FieldIndex {
  const postings = new Map<string, Posting[]>();
  const lengths: FieldCounts[] = [];
  const totalLength = { title: 0, abstract: 0 };
  for (const [ordinal, paper] of papers.entries()) {
    const length = { title: 0, abstract: 0 };
    const found = new Map<string, Posting>();
    for (const field of fields) {
      const counts = countTerms({ title: paper[field], abstract: "", extra: "" }, 1);
      length[field] = counts.length;
      totalLength[field] += counts.length;
      for (const [term, frequency] of counts.frequencies) {
        const posting = found.get(term) ?? { ordinal, title: 0, abstract: 0 };
        posting[field] = frequency;
        found.set(term, posting);
      }
    }
    lengths.push(length);
    for (const [term, posting] of found) {
      const list = postings.get(term);
      if (list) list.push(posting);
      else postings.set(term, [posting]);
    }
  }
  return { postings, lengths, totalLength };
}

export function scoreWords(index: FieldIndex, text: string, parameters: Bm25Parameters | Bm25fParameters): WordScores {
  const score = "b" in parameters ? createBm25(index, parameters) : createBm25f(index, parameters);
  const scores = new Float64Array(index.lengths.length);
  const covered = new Float64Array(scores.length);
  let attainable = 0;
  for (const term of extractQueryTerms(text)) {
    const postings = index.postings.get(term) ?? [];
    const idf = computeIdf(scores.length, postings.length);
    attainable += idf;
    for (const posting of postings) {
      scores[posting.ordinal]! += score(idf, posting);
      covered[posting.ordinal]! += idf;
    }
  }
  return { scores, covered, attainable: attainable || 1 };
}

/** The top results, best first, ties by ordinal; only scores above the floor count. */
export function takeBest(scores: Float64Array, depth: number, floor = -Infinity): RankedPaper[] {
  const top = new TopHits(depth);
  for (let ordinal = 0; ordinal < scores.length; ordinal += 1) {
    const score = scores[ordinal]!;
    if (score > floor) top.offer(score, ordinal);
  }
  return top.list();
}

type ScorePosting = (idf: number, posting: Posting) => number;

function createBm25({ lengths, totalLength }: FieldIndex, parameters: Bm25Parameters): ScorePosting {
  const add = ({ title, abstract }: FieldCounts) => parameters.titleWeight * title + abstract;
  const counts = { documents: lengths.length, totalLength: add(totalLength) };
  const { constant, slope } = computeLengthPenalty(parameters, counts);
  return (idf, posting) => scoreTerm(idf, add(posting), constant + slope * add(lengths[posting.ordinal]!));
}

function createBm25f({ lengths, totalLength }: FieldIndex, parameters: Bm25fParameters): ScorePosting {
  const { k1, titleWeight, titleB, abstractB } = parameters;
  const share = (field: keyof FieldCounts, b: number, { ordinal, [field]: count }: Posting) =>
    count === 0 ? 0 : count / (1 - b + (b * lengths[ordinal]![field] * lengths.length) / totalLength[field]);
  return (idf, posting) => {
    const frequency = titleWeight * share("title", titleB, posting) + share("abstract", abstractB, posting);
    return scoreTerm(idf, frequency, k1);
  };
}
