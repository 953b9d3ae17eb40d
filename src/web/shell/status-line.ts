import { writeCount, writeDuration, writePapers } from "../shared/amounts.js";
import { ApiProblem, fetchStats } from "../shared/api-client.js";
import type { PageOtherModel, PageStats } from "../shared/api-types.js";
import { createElement, findPart } from "../shared/elements.js";

export interface StatusLine {
  /** Asks the server again; the last known state, or the problem that kept it from coming. */
  refresh(): Promise<PageStats | ApiProblem>;
}

/** Papers are embedded by the hundred a second; a few looks a minute show it. */
const pollMs = 5_000;

export function createStatusLine(): StatusLine {
  const line = findPart("status", HTMLElement);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = async () => {
    clearTimeout(timer);
    const state = await readStats();
    line.replaceChildren(...(state instanceof ApiProblem ? [describeProblem(state)] : describeStats(state)));
    if (!(state instanceof ApiProblem) && isMoving(state) && !document.hidden)
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
  if (problem.status === 401) return "An API key is needed";
  return problem.kind === "answered" ? "The server does not tell its state" : "The server does not answer";
}

function isMoving({ papers, otherModel }: PageStats): boolean {
  return papers.waiting > 0 || otherModel?.state === "embedding";
}

function describeStats({ papers, model, otherModel }: PageStats): (Node | string)[] {
  const parts = [writePapers(papers.papers)];
  if (papers.waiting === 1) parts.push("1 waits for its vector");
  if (papers.waiting > 1) parts.push(`${writeCount(papers.waiting)} wait for their vectors`);
  if (papers.failed > 0) parts.push(`${writeCount(papers.failed)} without a vector`);
  const next = otherModel ? describeNext(otherModel) : [];
  parts.push(next.length > 0 ? `${model.id} answers` : model.id);
  return [parts.join(" · "), ...next];
}

/** Only a model that is to come: one that was is nobody's concern here. */
function describeNext(other: PageOtherModel): (Node | string)[] {
  const { id, state, embedded, failed, missing, etaSeconds, failure } = other;
  if (state === "ready") return [` · ${id} is ready: `, createElement("code", { text: "paperkin reindex switch" })];
  if (state !== "embedding") return [];
  const share = Math.floor((100 * embedded) / (embedded + failed + missing));
  const left = etaSeconds === undefined ? "" : `, ${writeDuration(etaSeconds)} left`;
  return [` · ${id}: ${share} % embedded${failure === undefined ? left : ", does not go on just now"}`];
}
