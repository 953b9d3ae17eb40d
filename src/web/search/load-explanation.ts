import { createSearchRequest } from "./request.js";
import type { Explanation } from "../../domain/search/answer.js";
import { call } from "../shared/server.js";
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
): Promise<Explanation | undefined> {
  const place = answer.hits.findIndex(({ paper }) => paper.id === id);
  if (place === -1) return undefined;
  const cursor = answer.cursors[Math.floor(place / pageLength) - 1];
  const limit = (place % pageLength) + 1;
  const { hits } = await call("POST /v1/search", {
    body: { ...createSearchRequest(answer.view), limit, cursor, explain: true },
    signal,
  });
  return hits.find(({ paper }) => paper.id === id)?.explanation;
}
