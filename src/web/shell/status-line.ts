import { writeCount, writeDuration, writePapers } from "../shared/amounts.js";
import { ApiProblem, fetchStats } from "../shared/api-client.js";
import type { PageOtherModel, PageStats } from "../shared/api-types.js";
import { createElement, findPart } from "../shared/elements.js";

export interface StatusLine {
  /** Fetches the state again: resolves to it, or to the problem that prevented it. */
  refresh(): Promise<PageStats | ApiProblem>;
}

/** Often enough to show progress: workers embed up to a hundred papers a second. */
const pollMs = 5_000;

export function createStatusLine(): StatusLine {
  const line = findPart("status", HTMLElement);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = async () => {
    clearTimeout(timer);
    const state = await readStats();
    line.replaceChildren(...(state instanceof ApiProblem ? [describeProblem(state)] : describeStats(state)));
    if (!(state instanceof ApiProblem) && isChanging(state) && !document.hidden)
      timer = setTimeout(() => void refresh(), pollMs);
    return state;
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
  });
  return { refresh };
}

async function readStats(): Promise<PageStats | ApiProblem> {
  try {
    return await fetchStats(new AbortController().signal);
  } catch (error) {
    return error instanceof ApiProblem ? error : new ApiProblem("unreachable", {});
  }
}

function describeProblem(problem: ApiProblem): string {
  if (problem.status === 401) return "API key required";
  return problem.kind === "answered" ? "The server’s status is unavailable" : "The server is not responding";
}

function isChanging({ papers, otherModel }: PageStats): boolean {
  return papers.waiting > 0 || otherModel?.state === "embedding";
}

function describeStats({ papers, model, otherModel }: PageStats): (Node | string)[] {
  const parts = [writePapers(papers.papers)];
  if (papers.waiting > 0) parts.push(`${writeCount(papers.waiting)} waiting to be embedded`);
  if (papers.failed > 0) parts.push(`${writeCount(papers.failed)} failed to embed`);
  const next = otherModel ? describeNext(otherModel) : [];
  parts.push(next.length > 0 ? `${model.id} in use` : model.id);
  return [parts.join(" · "), ...next];
}

/** Only the next model is shown, not the previous one. */
function describeNext(other: PageOtherModel): (Node | string)[] {
  const { id, state, embedded, failed, missing, etaSeconds, failure } = other;
  if (state === "ready") return [` · ${id} is ready: `, createElement("code", { text: "paperkin reindex switch" })];
  if (state !== "embedding") return [];
  const share = Math.floor((100 * embedded) / (embedded + failed + missing));
  const left = etaSeconds === undefined ? "" : `, ${writeDuration(etaSeconds)} left`;
  return [` · ${id}: ${share}% embedded${failure === undefined ? left : ", stalled"}`];
}
