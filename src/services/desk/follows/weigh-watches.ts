import type { Watch } from "../../../domain/follows/watch.js";
import type { WatchedTerm } from "../../../domain/follows/word-index.js";
import type { KeywordSearch } from "../../../ports/search/keyword-index.js";

/** The terms of each watch, in order, as the library has them now; none of one that asks for no words. */
export async function weighWatches(
  { weighTerms }: Pick<KeywordSearch, "weighTerms">,
  watches: readonly Watch[],
): Promise<readonly (readonly WatchedTerm[])[]> {
  const asked = watches.map(({ wanted }) => (wanted?.kind === "words" && wanted.weight !== 1 ? wanted.text : ""));
  const { texts } = await weighTerms(asked);
  return texts.map((terms) => {
    const sum = terms.reduce((total, { idf }) => total + idf, 0);
    return terms.map(({ term, idf }) => ({ term, share: idf / sum }));
  });
}
