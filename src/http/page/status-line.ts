import { writeCount, writePapers } from "./amounts.js";
import { ApiProblem, fetchStats } from "./api-client.js";
import type { PageStats } from "./api-types.js";
import { findPart } from "./elements.js";

export interface StatusLine {
  /** Asks the server again; the last known state, or the problem that kept it from coming. */
  refresh(): Promise<PageStats | ApiProblem>;
}

/** Papers that wait for their vector come down by the hundred a second; a few looks a minute show it. */
const pollMs = 5_000;

export function createStatusLine(): StatusLine {
  const line = findPart("status", HTMLElement);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = async () => {
    clearTimeout(timer);
    const state = await readStats();
    line.textContent = state instanceof ApiProblem ? describeProblem(state) : describeStats(state);
    const isMoving = !(state instanceof ApiProblem) && state.papers.waiting > 0;
    if (isMoving && !document.hidden) timer = setTimeout(() => void refresh(), pollMs);
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

function describeStats({ papers, model }: PageStats): string {
  const parts = [writePapers(papers.papers)];
  if (papers.waiting === 1) parts.push("1 waits for its vector");
  if (papers.waiting > 1) parts.push(`${writeCount(papers.waiting)} wait for their vectors`);
  if (papers.failed > 0) parts.push(`${writeCount(papers.failed)} without a vector`);
  parts.push(model.id);
  return parts.join(" · ");
}
