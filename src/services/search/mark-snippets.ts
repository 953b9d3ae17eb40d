import type { Hit } from "../../domain/search/answer.js";
import { appraiseSentences, createWordReader, weighTerms } from "../../domain/search/appraise-sentences.js";
import { measureRarity, type RarityDeps } from "./measure-rarity.js";

/** Adds to each hit the sentence of its abstract nearest to the question; to none for a question without words. */
export type MarkSnippets = (hits: readonly Hit[], question: string) => Promise<Hit[]>;

/** By words alone, which costs some 0.2 ms per hit; vectors would cost thirty times as much (docs/ranking.md). */
export function createMarkSnippets(deps: RarityDeps): MarkSnippets {
  return async (hits, question) => {
    if (question === "") return [...hits];
    const { readWords, readSentences, words } = createWordReader();
    const asked = readWords(question);
    const read = hits.map(({ paper: { title, abstract = "" } }) => readSentences({ title, abstract }));
    const rarity = await measureRarity(deps, words);
    const weighed = weighTerms(asked, rarity);
    return hits.map((hit, at) => {
      const [best] = appraiseSentences(read[at]!, weighed, rarity);
      return best ? { ...hit, snippet: [...best.range] } : hit;
    });
  };
}
