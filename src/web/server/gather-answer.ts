import type { CallApi } from "../../client/client.js";
import type { Problem } from "../../domain/http/problem.js";
import type { CallHere } from "../../domain/page/render-page.js";
import type { GivenState } from "../app/page-state.js";
import { listCounted } from "../search/drop-parts.js";
import { type CountedFacets, loadFacets } from "../search/facets/load-facets.js";
import { loadTotals, type Totals } from "../search/load-totals.js";
import { loadView, type Asking } from "../search/load-view.js";
import { loadStart, type StartParts } from "../start/load-start.js";
import type { View } from "../shell/view-address.js";
import { callFor } from "./call-for.js";
import { answerMs, startLimit } from "./time-limit.js";

/** The start page is there at once: a part that takes longer the browser asks for. */
const startMs = 150;

/** Gathers what a view shows. What is missing the browser asks for itself. */
export function createGather(callHere: CallHere): (view: View, reader: string) => Promise<GivenState> {
  const { signal } = new AbortController();
  let unfinished = 0;
  const find = (view: View, call: CallApi) => {
    unfinished += 1;
    return findAnswer(view, { call, signal }).finally(() => {
      unfinished -= 1;
    });
  };
  let isLate = false;
  return async (view, reader) => {
    // A server that is late has no time to answer twice: once for the page, and once for the browser that went on.
    isLate &&= unfinished > 0;
    if (isLate) return {};
    // Papers and counts share it.
    const limit = startLimit(answerMs);
    const call = callFor(reader, callHere);
    const [library, found, start] = await Promise.all([
      readLibrary(call),
      limit.wait(find(view, call)),
      view.kind === "home" ? gatherStart({ call, signal }) : undefined,
    ]);
    isLate ||= found === undefined;
    const [facets, totals] = await Promise.all([limit.wait(found?.facets), limit.wait(found?.totals)]);
    limit.end();
    return {
      ...(library && { library }),
      ...(start && { start }),
      ...found?.given,
      ...(facets && { facets }),
      ...(totals && { totals }),
    };
  };
}

/** The parts that are there in time. */
async function gatherStart(asking: Required<Asking>): Promise<StartParts> {
  let parts: StartParts = {};
  const limit = startLimit(startMs);
  await limit.wait(loadStart({}, asking, (part) => (parts = { ...parts, ...part })));
  limit.end();
  return parts;
}

async function readLibrary(call: CallApi): Promise<GivenState["library"]> {
  try {
    const { papers, model, otherModel } = await call("GET /v1/stats", {});
    return { papers, model, ...(otherModel && { otherModel }) };
  } catch {
    return undefined;
  }
}

interface Found {
  readonly given: Pick<GivenState, "answer" | "problem">;
  /** Without scripts, there are no filters but these. */
  readonly facets?: Promise<CountedFacets | undefined>;
  readonly totals?: Promise<Totals | undefined>;
}

async function findAnswer(view: View, asking: Required<Asking>): Promise<Found> {
  if (view.kind === "home") return { given: {} };
  const facets = view.kind === "search" ? loadFacets(view, asking).catch(() => undefined) : undefined;
  try {
    const answer = await loadView(view, asking);
    const totals = answer.kind === "search" ? loadTotals(listCounted(answer), asking) : undefined;
    return {
      given: { answer },
      ...(facets && { facets }),
      ...(totals && { totals: totals.catch(() => undefined) }),
    };
  } catch (thrown) {
    const { code, detail, status } = thrown as Partial<Problem>;
    // Other problems may have passed when the browser asks.
    if (code !== "not_found" || detail === undefined || status === undefined) return { given: {} };
    return { given: { problem: { code, detail, status } } };
  }
}
