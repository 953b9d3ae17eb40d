import type { Rarity } from "../../domain/search/appraise-sentences.js";
import { foldText } from "../../domain/text/fold-text.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";

/** A word's idf, for one question: each word is looked up once. */
export function measureRarity({
  keywordIndex,
}: {
  readonly keywordIndex: Pick<KeywordIndex, "vocabulary" | "count">;
}): Rarity {
  const known = new Map<string, number>();
  return (word) => {
    let rarity = known.get(word);
    if (rarity === undefined) {
      const { papers } = keywordIndex.vocabulary.describeWord(foldText(word));
      known.set(word, (rarity = Math.log(1 + keywordIndex.count / (papers + 0.5))));
    }
    return rarity;
  };
}
