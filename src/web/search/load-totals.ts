import { call } from "../shared/server.js";
import type { SearchView } from "../shell/view-address.js";
import { createSearchRequest } from "./request.js";

/** How many papers each of the searches lists; `undefined` for one that fails. */
export async function loadTotals(
  views: readonly SearchView[],
  signal: AbortSignal,
): Promise<readonly (number | undefined)[]> {
  if (views.length === 0) return [];
  const searches = views.map((view) => ({ ...createSearchRequest(view), limit: 1 }));
  const { answers } = await call("POST /v1/search/batch", { body: { searches }, signal });
  return answers.map((answer) => ("total" in answer ? answer.total : undefined));
}
