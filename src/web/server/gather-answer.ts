import type { CallApi } from "../../client/client.js";
import type { Problem } from "../../domain/http/problem.js";
import type { CallHere } from "../../domain/page/render-page.js";
import type { GivenState } from "../app/page-state.js";
import { loadFacets } from "../search/facets/load-facets.js";
import { loadView, type Asking } from "../search/load-view.js";
import type { View } from "../shell/view-address.js";

/** A reader would rather see the page at once, and its papers a little later. */
const answerMs = 1_000;
/** What counting the filters may take longer than the papers. */
const facetsMs = 100;

/** Gathers what a view shows. What is missing the browser asks for itself. */
export function createGather(callHere: CallHere): (view: View) => Promise<GivenState> {
  const call = callHere as CallApi;
  const asking = { call, signal: new AbortController().signal };
  let unfinished = 0;
  const find = (view: View) => {
    unfinished += 1;
    return findAnswer(view, asking).finally(() => {
      unfinished -= 1;
    });
  };
  let isLate = false;
  return async (view) => {
    // A server that is late has no time to answer twice: once for the page, and once for the browser that went on.
    isLate &&= unfinished > 0;
    if (isLate) return {};
    const [library, found] = await Promise.all([readLibrary(call), within(answerMs, find(view))]);
    isLate ||= found === undefined;
    return { ...(library && { library }), ...found };
  };
}

async function readLibrary(call: CallApi): Promise<GivenState["library"]> {
  try {
    const { papers, model, otherModel } = await call("GET /v1/stats", {});
    return { papers, model, ...(otherModel && { otherModel }) };
  } catch {
    return undefined;
  }
}

async function findAnswer(view: View, asking: Required<Asking>): Promise<GivenState> {
  if (view.kind === "home") return {};
  const counting = view.kind === "search" ? loadFacets(view, asking).catch(() => undefined) : undefined;
  try {
    const answer = await loadView(view, asking);
    const facets = counting && (await within(facetsMs, counting));
    return { answer, ...(facets && { facets }) };
  } catch (thrown) {
    const { code, detail, status } = thrown as Partial<Problem>;
    // Other problems may have passed when the browser asks.
    if (code !== "not_found" || detail === undefined || status === undefined) return {};
    return { problem: { code, detail, status } };
  }
}

/** `undefined` after the time limit. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
