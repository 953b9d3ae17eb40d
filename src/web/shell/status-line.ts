import { PaperkinError } from "../../client/client-error.js";
import type { Stats } from "../../domain/health/status.js";
import type { OtherModelStatus } from "../../domain/models/change.js";
import { call } from "../shared/server.js";
import { formatCount, formatDuration, formatPapers } from "../../domain/text/amounts.js";
import { createElement, findPart } from "../shared/elements.js";

export interface StatusLine {
  /** Fetches the state again: resolves to it, or to the problem that prevented it. */
  refresh(): Promise<Stats | PaperkinError>;
}

/** Often enough to show progress: workers embed up to a hundred papers a second. */
const pollMs = 5_000;

export function createStatusLine(): StatusLine {
  const line = findPart("status", HTMLElement);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = async () => {
    clearTimeout(timer);
    const state = await readStats();
    line.replaceChildren(...(state instanceof PaperkinError ? [describeFailure(state)] : describeStats(state)));
    if (!(state instanceof PaperkinError) && isChanging(state) && !document.hidden)
      timer = setTimeout(() => void refresh(), pollMs);
    return state;
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
  });
  return { refresh };
}

async function readStats(): Promise<Stats | PaperkinError> {
  try {
    return await call("GET /v1/stats", {});
  } catch (error) {
    if (error instanceof PaperkinError) return error;
    throw error;
  }
}

function describeFailure(problem: PaperkinError): string {
  if (problem.status === 401) return "API key required";
  return problem.status === undefined ? "The server is not responding" : "The server’s status is unavailable";
}

function isChanging({ papers, otherModel }: Stats): boolean {
  return papers.waiting > 0 || otherModel?.state === "embedding";
}

function describeStats({ papers, model, otherModel }: Stats): (Node | string)[] {
  const parts = [formatPapers(papers.papers)];
  if (papers.waiting > 0) parts.push(`${formatCount(papers.waiting)} waiting to be embedded`);
  if (papers.failed > 0) parts.push(`${formatCount(papers.failed)} failed to embed`);
  const next = otherModel ? describeNext(otherModel) : [];
  parts.push(next.length > 0 ? `${model.id} in use` : model.id);
  return [parts.join(" · "), ...next];
}

/** Only the next model is shown, not the previous one. */
function describeNext(other: OtherModelStatus): (Node | string)[] {
  const { id, state, embedded, failed, missing, etaSeconds, failure } = other;
  if (state === "ready") return [` · ${id} is ready: `, createElement("code", { text: "paperkin reindex switch" })];
  if (state !== "embedding") return [];
  const share = Math.floor((100 * embedded) / (embedded + failed + missing));
  const left = etaSeconds === undefined ? "" : `, ${formatDuration(etaSeconds)} left`;
  return [` · ${id}: ${share}% embedded${failure === undefined ? left : ", stalled"}`];
}
