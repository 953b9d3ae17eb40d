import { splitSentences } from "../text/sentences.js";
import { extractTerms } from "../text/terms.js";
import { visitWrittenTokens } from "../text/written-tokens.js";
import type { TextRange } from "./highlight.js";

/** How rare a folded word is; above 0. */
export type Rarity = (word: string) => number;

/** The rarity of each term of a text. */
export type WeightedTerms = ReadonlyMap<string, number>;

export interface AppraisedSentence {
  readonly range: TextRange;
  /** An estimate of the sentence's cosine to the question, less a constant of its own for each abstract. */
  readonly worth: number;
}

/**
 * Estimates by words which sentences of an abstract are nearest to a question in meaning, best first. The weights are
 * those of a regression of the cosines of 1,651 sentences of 240 hits on them (docs/ranking.md).
 */
export function appraiseSentences(
  { title, abstract }: { readonly title: string; readonly abstract: string },
  question: WeightedTerms,
  rarity: Rarity,
): AppraisedSentence[] {
  const sentences = splitSentences(abstract).map((range) => {
    return { range, terms: weighTerms(abstract.slice(...range), rarity) };
  });
  const titleTerms = weighTerms(title, rarity);
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
export function weighTerms(text: string, rarity: Rarity): WeightedTerms {
  const weighed = new Map<string, number>();
  const weighWord = cacheWords(rarity);
  visitWrittenTokens(text, (start, end) => {
    const { terms, weight } = weighWord(text.slice(start, end));
    for (const term of terms) if (!weighed.has(term)) weighed.set(term, weight);
  });
  return weighed;
}

interface WeighedWord {
  readonly terms: readonly string[];
  readonly weight: number;
}

const weighers = new WeakMap<Rarity, (word: string) => WeighedWord>();

/** The abstracts of one answer share most of their words, so words are cached per measure of rarity. */
function cacheWords(rarity: Rarity): (word: string) => WeighedWord {
  const known = weighers.get(rarity);
  if (known) return known;
  const words = new Map<string, WeighedWord>();
  const weighWord = (word: string): WeighedWord => {
    let weighed = words.get(word);
    if (weighed === undefined) {
      const terms = extractTerms(word);
      words.set(word, (weighed = { terms, weight: terms.length === 0 ? 0 : rarity(word.toLowerCase()) }));
    }
    return weighed;
  };
  weighers.set(rarity, weighWord);
  return weighWord;
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
