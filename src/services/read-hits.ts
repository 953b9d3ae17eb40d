import type { FusedPaper } from "../domain/fusion.js";
import type { Hit } from "../domain/query.js";
import type { PaperStore } from "../ports/paper-store.js";

/** Turns ranked ordinals into hits; a paper that was removed a moment ago is left out. */
export async function readHits(papers: PaperStore, ranked: readonly FusedPaper[]): Promise<Hit[]> {
  const byOrdinal = await papers.readPapers(ranked.map(({ ordinal }) => ordinal));
  return ranked.flatMap(({ ordinal, score, matchedBy }) => {
    const paper = byOrdinal.get(ordinal);
    return paper ? [{ paper, score: Math.round(score * 1e6) / 1e6, matchedBy }] : [];
  });
}
