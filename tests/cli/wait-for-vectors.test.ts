import { getEventListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { waitForVectors } from "../../src/cli/ingest/import-papers.js";
import type { PaperLibrary } from "../../src/cli/context.js";
import type { Job } from "../../src/domain/jobs/job.js";
import { createTerminal } from "../../src/terminal/terminal.js";
import { PassThrough } from "node:stream";

const job: Job = {
  id: "3f2a91bc",
  state: "active",
  priority: "normal",
  counts: { total: 1, accepted: 1, merged: 0, unchanged: 0, embedded: 0, failed: 0 },
  changes: {},
  createdAt: "2026-11-26T08:11:30.000Z",
};

it("the wait for many jobs adds no listener for each of them to the signal that stops it", async () => {
  const stop = new AbortController();
  const { signal } = stop;
  const listeners: number[] = [];
  const waitForJob: PaperLibrary["waitForJob"] = async (id, options) => {
    const wait = delay(60_000, undefined, options?.signal && { signal: options.signal });
    listeners.push(getEventListeners(signal, "abort").length);
    return wait.then(() => ({ ...job, id }));
  };
  const imported = Array.from({ length: 25 }, (_, at) => ({ name: `${at}.bib`, job: { ...job, id: `job-${at}` } }));
  const terminal = createTerminal({ output: new PassThrough(), errors: new PassThrough() });
  const waiting = waitForVectors({ library: { waitForJob } as PaperLibrary, terminal, signal, imported }, false);
  stop.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("aborted");
  expect(listeners).toHaveLength(25);
  expect(Math.max(...listeners)).toBe(0);
});
