import { extractTermsInPieces } from "../text/terms.js";
import { sumSquares } from "../vectors/vector.js";

/** The terms of a text as numbers, ascending by first appearance in the pool, and how often each occurs. */
export interface WordCounts {
  readonly terms: Int32Array;
  readonly counts: Uint16Array;
}

/** Gives terms numbers from 0; the same for the same texts in the same order. */
export interface TermNumbers {
  /** Counts the terms of a text. Yields after pieces of a few milliseconds; a term without a number gets the next one. */
  countTerms(text: string): Generator<void, WordCounts>;
  /** How many terms have a number. */
  readonly size: number;
}

/** The title counts twice, as in the keyword index. */
export function writePoolText({ title, abstract = "" }: { title: string; abstract?: string | undefined }): string {
  return `${title}\n${title}\n${abstract.slice(0, maxText)}`;
}

/** Characters of an abstract that are read. */
const maxText = 20_000;
const maxCount = 65_535;

export function createTermNumbers(): TermNumbers {
  const numbers = new Map<string, number>();
  return {
    *countTerms(text) {
      const counts = new Map<number, number>();
      for (const piece of extractTermsInPieces(text)) {
        for (const term of piece) {
          let number = numbers.get(term);
          if (number === undefined) numbers.set(term, (number = numbers.size));
          counts.set(number, Math.min(maxCount, (counts.get(number) ?? 0) + 1));
        }
        yield;
      }
      return { terms: Int32Array.from(counts.keys()), counts: Uint16Array.from(counts.values()) };
    },
    get size() {
      return numbers.size;
    },
  };
}

/** The terms of a text and what they weigh; of unit length, or empty. */
export interface WeighedWords {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

/** How much each term tells about a paper of the pool. */
export interface PoolWords {
  /** Inverse document frequency, by the term's number: ln(papers ÷ papers with the term). */
  readonly idf: Float64Array;
  /** Of each paper. */
  readonly papers: readonly WeighedWords[];
}

/**
 * Weights by tf-idf (Salton and Buckley 1988): (1 + ln count) · idf, to unit length. Terms of one paper only are left
 * out, since no other paper can be like it by them, and those of more than half of the papers.
 *
 * @param terms how many terms have a number
 */
export function* weighPool(papers: readonly WordCounts[], terms: number): Generator<void, PoolWords> {
  const frequency = new Float64Array(terms);
  for (const [place, words] of papers.entries()) {
    for (const term of words.terms) frequency[term]! += 1;
    if (place % papersAtOnce === 0) yield;
  }
  const idf = frequency.map((count) => (count < 2 || 2 * count > papers.length ? 0 : Math.log(papers.length / count)));
  const weighed: WeighedWords[] = [];
  for (const words of papers) {
    weighed.push(weighWords(words, idf));
    if (weighed.length % papersAtOnce === 0) yield;
  }
  return { idf, papers: weighed };
}

/** Terms that no paper of the pool has are left out. */
export function weighWords({ terms, counts }: WordCounts, idf: Float64Array): WeighedWords {
  const weights = Float32Array.from(terms, (term, at) => (1 + Math.log(counts[at]!)) * (idf[term] ?? 0));
  const length = Math.sqrt(sumSquares(weights));
  const isHeavy = (_: number, at: number) => weights[at]! > 0;
  return { terms: terms.filter(isHeavy), weights: weights.filter(isHeavy).map((weight) => weight / length) };
}

const papersAtOnce = 200;
