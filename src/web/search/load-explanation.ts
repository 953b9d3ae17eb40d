import { fetchSearch } from "../shared/api-client.js";
import type { PageExplanation } from "../shared/api-types.js";
import { pageLength, type FoundPapers } from "./load-view.js";

/**
 * Explains why a paper was found. It requests the page of hits that contains the paper again, up to that paper.
 *
 * @returns `undefined` when the paper is no longer there, or when the search has filters only
 */
export async function loadExplanation(
  answer: FoundPapers,
  id: string,
  signal: AbortSignal,
): Promise<PageExplanation | undefined> {
  const place = answer.hits.findIndex(({ paper }) => paper.id === id);
  if (place === -1) return undefined;
  const cursor = answer.cursors[Math.floor(place / pageLength)];
  const limit = (place % pageLength) + 1;
  const { hits } = await fetchSearch(answer.view, { limit, cursor, explain: true }, signal);
  return hits.find(({ paper }) => paper.id === id)?.explanation;
}
