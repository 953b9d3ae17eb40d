import { createRecentValues } from "../../../domain/caching/recent-values.js";
import { composeText } from "../../../domain/paper/clean-paper.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { type LengthPenalty, scoreTerm, type TermCounts } from "../../../domain/search/bm25.js";
import { similarTextLength } from "../../../domain/similar/similar-score.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { KeywordSearch, WeighedTerm } from "../../../ports/search/keyword-index.js";

export interface MeasureLikeDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly keywordIndex: Pick<KeywordSearch, "weighTerms">;
}

/** What share of the words of a stored paper another one has, weighed as in a search; 0 if the paper is gone. */
export type MeasureLike = (like: Ordinal, words: TermCounts, penalty: LengthPenalty) => Promise<number>;

/** Papers whose words are kept: some 10 KB each. */
const maxKept = 1_000;

export function createMeasureLike({ papers, keywordIndex }: MeasureLikeDeps): MeasureLike {
  const kept = createRecentValues<readonly WeighedTerm[]>(maxKept);
  const readTerms = async (like: Ordinal) => {
    const known = kept.get(String(like));
    if (known) return known;
    const paper = (await papers.readPapers([like])).get(like);
    const text = paper && composeText(paper).slice(0, similarTextLength);
    const [terms = []] = text === undefined ? [] : (await keywordIndex.weighTerms([text])).texts;
    kept.set(String(like), terms);
    return terms;
  };
  return async (like, { frequencies, length }, { constant, slope }) => {
    const terms = await readTerms(like);
    const penalty = constant + slope * length;
    let [score, attainable] = [0, 0];
    for (const { term, idf } of terms) {
      const frequency = frequencies.get(term);
      attainable += idf;
      if (frequency !== undefined) score += scoreTerm(idf, frequency, penalty);
    }
    return attainable === 0 ? 0 : score / attainable;
  };
}
