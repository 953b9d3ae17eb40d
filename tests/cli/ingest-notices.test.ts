import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { PaperLibrary } from "../../src/cli/context.js";
import type { Job } from "../../src/domain/jobs/job.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { runInProcess } from "./fake-context.js";

afterAll(removeTemporaryFolders);

describe("the notices of an import that are not shown", () => {
  it.each([
    [[12], "and 2 more: paperkin jobs notices job-0000"],
    [[4, 8], "and 2 more: paperkin jobs notices job-0001"],
    [[12, 0, 3], "and 5 more of 2 jobs: paperkin jobs notices <id>, where <id> is job-0000, job-0002"],
    [[11, 1, 1, 1], "and 4 more of 4 jobs: paperkin jobs notices <id>, where <id> is one that paperkin jobs lists"],
  ])("%j are counted, and their jobs named", async (counts, line) => {
    expect(await run(counts)).toContain(`\n  ${line}\n`);
  });

  it("are not spoken of when there are none", async () => {
    expect(await run([5, 5])).not.toContain("more");
  });
});

/** Imports one file for each job. Returns what goes to stderr, without its line breaks at the width of a terminal. */
async function run(counts: readonly number[]): Promise<string> {
  const folder = await makeTemporaryFolder();
  const names = counts.map((_, at) => join(folder, `${at}.bib`));
  for (const name of names) await writeFile(name, "@misc{a, title = {One}}");
  const jobs = counts.map((notices, at): Job => ({
    id: `job-000${at}-and-more`,
    state: "completed",
    priority: "normal",
    counts: { total: 20, accepted: 20, merged: 0, unchanged: 0, embedded: 20, failed: 0 },
    changes: {},
    notices,
    createdAt: "2026-11-26T08:11:30.000Z",
  }));
  const find = (id: string) => jobs.find((job) => job.id === id) as Job;
  const accepted = [...jobs];
  const library: Partial<PaperLibrary> = {
    acceptSource: async () => accepted.shift() as Job,
    readJob: async (id) => find(id),
    listNotices: async (id, limit = 100) =>
      Array.from({ length: Math.min(limit, find(id).notices ?? 0) }, () => ({ kind: "field" as const, notice: "cut" })),
    readStats: async () => ({ papers: { papers: 1, embedded: 1, waiting: 0, failed: 0, withheld: 0 } }) as never,
  };
  return (await runInProcess(["ingest", ...names, "--no-wait"], library)).stderr;
}
