import type { Hit } from "../../domain/search/answer.js";
import { appraiseSentences, weighTerms } from "../../domain/search/appraise-sentences.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import { measureRarity } from "./measure-rarity.js";

/** Adds to each hit the sentence of its abstract nearest to the question; to none for a question without words. */
export type MarkSnippets = (hits: readonly Hit[], question: string) => Hit[];

/** By words alone, which costs some 0.2 ms per hit; vectors would cost thirty times as much (docs/ranking.md). */
export function createMarkSnippets(deps: {
  readonly keywordIndex: Pick<KeywordIndex, "vocabulary" | "count">;
}): MarkSnippets {
  return (hits, question) => {
    if (question === "") return [...hits];
    const rarity = measureRarity(deps);
    const asked = weighTerms(question, rarity);
    return hits.map((hit) => {
      const { title, abstract = "" } = hit.paper;
      const [best] = appraiseSentences({ title, abstract }, asked, rarity);
      return best ? { ...hit, snippet: [...best.range] } : hit;
    });
  };
}
