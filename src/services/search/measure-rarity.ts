import type { Rarity } from "../../domain/search/appraise-sentences.js";
import { foldText } from "../../domain/text/fold-text.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";

export interface RarityDeps {
  readonly keywordIndex: Pick<KeywordSearch, "vocabulary" | "count">;
}

/** The idf of these words. */
export async function measureRarity({ keywordIndex }: RarityDeps, words: ReadonlySet<string>): Promise<Rarity> {
  const folded = new Map(Array.from(words, (word) => [word, foldText(word)]));
  const facts = await keywordIndex.vocabulary.describeWords(folded.values());
  const { count } = keywordIndex;
  const known = new Map<string, number>();
  for (const [word, text] of folded) known.set(word, Math.log(1 + count / (facts.get(text)!.papers + 0.5)));
  return (word) => known.get(word)!;
}
