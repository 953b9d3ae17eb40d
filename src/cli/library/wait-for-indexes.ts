import { setTimeout as delay } from "node:timers/promises";
import type { PaperLibrary } from "../context.js";
import { formatCount } from "../../domain/text/amounts.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import type { Terminal } from "../../terminal/terminal.js";

const pauseMs = 200;
/** Catching up usually takes no time; progress is shown only after this delay. */
const quietMs = 700;
/** Papers may wait without being queued (a paused job, no worker): after this long without work, the wait ends. */
const idleMs = 3_000;

export interface Wait {
  readonly terminal: Terminal;
  /** Ends the wait early. */
  readonly signal?: AbortSignal;
}

/** Waits until both indexes are up to date with the store, and shows progress if that takes a while. */
export async function waitUntilReady(library: PaperLibrary, { terminal, signal }: Wait): Promise<void> {
  const over = library.ready.then(() => true as const);
  if (await settlesWithin(over, quietMs)) return;
  const progress = createProgress({ stream: terminal.errors, label: "Indexing" });
  const rate = createRate();
  try {
    while (!signal?.aborted) {
      const { papers, indexes } = await library.readStats();
      const done = indexes.keyword + indexes.vector;
      const total = papers.papers + papers.embedded;
      const counts = `${formatCount(indexes.keyword)} by keyword, ${formatCount(indexes.vector)} by meaning`;
      progress.update({ done, total, text: `${counts}  ${rate(done, total)}` });
      if (await settlesWithin(over, pauseMs)) return;
    }
  } finally {
    progress.end();
  }
}

/** Waits until every paper has a vector, including papers of earlier runs. An abort ends the wait. */
export async function waitUntilEmbedded(library: PaperLibrary, { terminal, signal }: Wait): Promise<void> {
  const progress = createProgress({ stream: terminal.errors, label: "Embedding" });
  const rate = createRate();
  try {
    for (let idle = 0, shown = false; idle < idleMs && !signal?.aborted; shown = true) {
      const { papers, queue } = await library.readStats();
      if (papers.waiting === 0 && !shown) return;
      const total = papers.embedded + papers.waiting;
      const counts = `${formatCount(papers.embedded)} of ${formatCount(total)}`;
      progress.update({ done: papers.embedded, total, text: `${counts}  ${rate(papers.embedded, total)}` });
      if (papers.waiting === 0) return;
      idle = queue.outstanding === 0 ? idle + pauseMs : 0;
      await delay(pauseMs, undefined, signal && { signal }).catch(() => undefined);
    }
  } finally {
    progress.end();
  }
}

/** Clears its timer, which would otherwise keep the process alive. */
async function settlesWithin(over: Promise<true>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([over, delay(milliseconds, false, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}
