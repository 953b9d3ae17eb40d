import { call } from "../shared/server.js";
import { formatView, type SearchView } from "../shell/view-address.js";
import type { Asking } from "./load-view.js";
import { createSearchRequest } from "./request.js";

/** How many papers searches list, by address. */
export type Totals = Readonly<Record<string, number>>;

/** Searches that are counted for one answer. */
const maxCounted = 12;

/** Counts the papers of the first searches; those that fail are left out. */
export async function loadTotals(views: readonly SearchView[], { signal, call: ask = call }: Asking): Promise<Totals> {
  const counted = views.slice(0, maxCounted);
  if (counted.length === 0) return {};
  const searches = counted.map((view) => ({ ...createSearchRequest(view), limit: 1 }));
  const { answers } = await ask("POST /v1/search/batch", { body: { searches }, signal });
  const totals = answers.map((answer, at) => [formatView(counted[at]!), "total" in answer ? answer.total : undefined]);
  return Object.fromEntries(totals.filter(([, total]) => total !== undefined)) as Totals;
}
