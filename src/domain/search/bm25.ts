import { extractTermsInPieces, listUnspacedCharacters } from "../text/terms.js";

/**
 * BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the always positive idf of
 * Lucene, and without the constant factor k1 + 1, which does not affect the order: a term adds at most its idf.
 */
export interface Bm25Parameters {
  /** How much repetitions of a term add; with 0, a term counts once. */
  readonly k1: number;
  /** How much long papers are penalised, 0 to 1. */
  readonly b: number;
  /** An integer: how often a word of the title counts. Words of other fields count once. */
  readonly titleWeight: number;
}

/** The parameters that can change without counting the terms again. */
export type LengthParameters = Pick<Bm25Parameters, "k1" | "b">;

/** Chosen by nDCG@10 on Cranfield; see tests/relevance. */
export const defaultBm25Parameters: Bm25Parameters = { k1: 1.5, b: 0.75, titleWeight: 2 };

export interface PaperWords {
  readonly title: string;
  readonly abstract: string;
  readonly extra: string;
}

export interface TermCounts {
  /** Weighted count of each term, at most 255. */
  readonly frequencies: ReadonlyMap<string, number>;
  /**
   * Weighted number of terms in title and abstract, at most 65,535. Authors and keywords are excluded: a list of 3,000
   * authors does not make a paper verbose.
   */
  readonly length: number;
}

/** The corpus statistics needed to score a term. */
export interface CorpusCounts {
  readonly documents: number;
  readonly totalLength: number;
}

export function countTerms(words: PaperWords, titleWeight: number): TermCounts {
  const steps = countTermsInSteps(words, titleWeight);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Yields between pieces of a long text, so that a caller can yield to the event loop; returns the counts. */
export function* countTermsInSteps(words: PaperWords, titleWeight: number): Generator<undefined, TermCounts> {
  const frequencies = new Map<string, number>();
  let length = 0;
  const fields = [
    { text: words.title, weight: titleWeight, hasLength: true },
    { text: words.abstract, weight: 1, hasLength: true },
    { text: words.extra.slice(0, maxExtraLength), weight: 1, hasLength: false },
  ];
  for (const { text, weight, hasLength } of fields) {
    for (const terms of extractTermsInPieces(text)) {
      for (const term of terms) {
        frequencies.set(term, Math.min((frequencies.get(term) ?? 0) + weight, maxFrequency));
      }
      if (hasLength) length += terms.length * weight;
      yield;
    }
    for (const character of listUnspacedCharacters(text)) {
      frequencies.set(character, Math.min((frequencies.get(character) ?? 0) + weight, maxFrequency));
    }
  }
  return { frequencies, length: Math.min(length, maxLength) };
}

/** The terms of a query, each once: repeating a word in a question does not emphasise it. */
export function extractQueryTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const piece of extractTermsInPieces(text)) for (const term of piece) terms.add(term);
  return [...terms];
}

/**
 * The terms of words of which any matches, each once; none if the first of them is a term of the query, which then has
 * it already.
 */
export function listAlternatives(
  terms: readonly string[],
  alternatives: { readonly words: readonly string[] } | undefined,
): string[] {
  const found = alternatives ? extractQueryTerms(alternatives.words.join(" ")) : [];
  return found[0] !== undefined && terms.includes(found[0]) ? [] : found.filter((term) => !terms.includes(term));
}

export function computeIdf(documents: number, documentFrequency: number): number {
  return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** The part of the score's denominator that depends on a paper's length: `constant + slope × length`. */
export interface LengthPenalty {
  readonly constant: number;
  readonly slope: number;
}

export function computeLengthPenalty(
  { k1, b }: LengthParameters,
  { documents, totalLength }: CorpusCounts,
): LengthPenalty {
  return { constant: k1 * (1 - b), slope: totalLength === 0 ? 0 : (k1 * b * documents) / totalLength };
}

/** The contribution of a term to the score of a paper that contains it `frequency` times. */
export function scoreTerm(idf: number, frequency: number, penalty: number): number {
  return (idf * frequency) / (frequency + penalty);
}

// A posting stores its count in one byte, and a paper its length in two; all implementations use the same limits.
const maxFrequency = 255;
const maxLength = 65_535;
// The names of about 5,000 authors.
const maxExtraLength = 100_000;
