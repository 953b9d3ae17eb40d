import { splitSentences } from "../text/sentences.js";
import { extractTerms } from "../text/terms.js";
import { visitWrittenTokens } from "../text/written-tokens.js";
import type { TextRange } from "./highlight.js";

/** How rare a word in lower case is; above 0. */
export type Rarity = (word: string) => number;

/** The rarity of each term of a text. */
export type WeightedTerms = ReadonlyMap<string, number>;

export interface AppraisedSentence {
  readonly range: TextRange;
  /** An estimate of the sentence's cosine to the question, less a constant of its own for each abstract. */
  readonly worth: number;
}

export interface ReadWord {
  /** In lower case. */
  readonly word: string;
  readonly terms: readonly string[];
}

/** A title and the sentences of its abstract. */
export interface ReadSentences {
  readonly title: readonly ReadWord[];
  readonly sentences: readonly { readonly range: TextRange; readonly words: readonly ReadWord[] }[];
}

/** Reads texts into words. The rarity of all of them can then be asked for at once. */
export interface WordReader {
  readWords(text: string): readonly ReadWord[];
  readSentences(paper: { readonly title: string; readonly abstract: string }): ReadSentences;
  /** The words with a term of all texts that were read, in lower case. */
  readonly words: ReadonlySet<string>;
}

/** The abstracts of one answer share most of their words, and a word is cut into terms once. */
export function createWordReader(): WordReader {
  const known = new Map<string, ReadWord>();
  const words = new Set<string>();
  const readWord = (text: string): ReadWord => {
    let read = known.get(text);
    if (read === undefined) {
      read = { word: text.toLowerCase(), terms: extractTerms(text) };
      if (read.terms.length > 0) words.add(read.word);
      known.set(text, read);
    }
    return read;
  };
  const readWords = (text: string) => {
    const read: ReadWord[] = [];
    visitWrittenTokens(text, (start, end) => read.push(readWord(text.slice(start, end))));
    return read;
  };
  return {
    words,
    readWords,
    readSentences: ({ title, abstract }) => ({
      title: readWords(title),
      sentences: splitSentences(abstract).map((range) => ({ range, words: readWords(abstract.slice(...range)) })),
    }),
  };
}

/**
 * Estimates by words which sentences of an abstract are nearest to a question in meaning, best first. The weights are
 * those of a regression of the cosines of 1,651 sentences of 240 hits on them (docs/ranking.md).
 */
export function appraiseSentences(paper: ReadSentences, question: WeightedTerms, rarity: Rarity): AppraisedSentence[] {
  const sentences = paper.sentences.map(({ range, words }) => ({ range, terms: weighTerms(words, rarity) }));
  const titleTerms = weighTerms(paper.title, rarity);
  const uses = new Map<string, number>();
  for (const { terms } of sentences) for (const term of terms.keys()) uses.set(term, (uses.get(term) ?? 0) + 1);
  return sentences
    .map(({ range, terms }) => {
      const repeated = [...terms.keys()].filter((term) => uses.get(term)! > 1).length;
      const worth =
        weights.asked * shareOf(question, terms) +
        weights.asking * shareOf(terms, question) +
        weights.title * shareOf(titleTerms, terms) +
        weights.length * Math.log(1 + terms.size) +
        weights.repeated * (repeated / Math.max(1, terms.size));
      return { range, worth };
    })
    .toSorted((one, other) => other.worth - one.worth);
}

/** Of the question's rarity in the sentence, the sentence's in the question, and the title's in the sentence. */
const weights = { asked: 0.129, asking: 0.226, title: 0.055, length: 0.056, repeated: 0.061 } as const;

/** Each term once. */
export function weighTerms(words: readonly ReadWord[], rarity: Rarity): WeightedTerms {
  const weighed = new Map<string, number>();
  for (const { word, terms } of words) {
    for (const term of terms) if (!weighed.has(term)) weighed.set(term, rarity(word));
  }
  return weighed;
}

/** The share of the rarity of some terms that others have. */
function shareOf(terms: WeightedTerms, others: WeightedTerms): number {
  let [all, shared] = [0, 0];
  for (const [term, weight] of terms) {
    all += weight;
    if (others.has(term)) shared += weight;
  }
  return all > 0 ? shared / all : 0;
}
