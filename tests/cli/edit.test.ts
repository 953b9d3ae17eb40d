import { describe, expect, it } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";
import { runInProcess } from "./fake-context.js";

const paper = { id: "p1", title: "A title", authors: ["Ada Vance"], categories: [], keywords: [] };
const job: Job = {
  id: "3f2a91bc",
  state: "completed",
  priority: "normal",
  counts: { total: 1, accepted: 1, merged: 0, unchanged: 0, embedded: 1, failed: 0 },
  changes: { venue: { changed: 1 }, abstract: { changed: 1 } },
  createdAt: "2026-11-26T08:11:30.000Z",
};

describe("paperkin edit", () => {
  const run = async (parameters: readonly string[], answered: Job = job) => {
    const sent: unknown[] = [];
    const patchPaper = async (id: string, patch: unknown) => (sent.push([id, patch]), { paper, job: answered });
    return { sent, ...(await runInProcess(["edit", ...parameters], { patchPaper })) };
  };

  it("sets fields, splits lists at semicolons, and clears fields", async () => {
    const set = ["--set", "venue=Island = Letters", "--set", "authors=Ada Vance; Bo Liu", "--set", "year=2019"];
    const { code, sent, stdout, stderr } = await run(["p1", ...set, "--clear", "abstract"]);
    const patch = { venue: "Island = Letters", authors: ["Ada Vance", "Bo Liu"], year: 2019, abstract: null };
    expect({ code, sent }).toEqual({ code: 0, sent: [["p1", patch]] });
    expect(stdout).toContain("A title");
    expect(stderr).toBe("\nChanged: venue, abstract.\n");
  });

  it("says when the vector is still to be made, and when nothing changed", async () => {
    const waiting = await run(["p1", "--set", "title=B"], {
      ...job,
      state: "waiting",
      changes: { title: { changed: 1 } },
    });
    expect(waiting.stderr).toBe("\nChanged: title. Its vector is made at the next serve or ingest.\n");
    const same = await run(["p1", "--set", "year=2019"], { ...job, changes: {} });
    expect(same.stderr).toBe("\nNothing changed: the paper had these values.\n");
  });

  it.each([
    [[], "Say what to change: --set field=value, or --clear field."],
    [["--set", "titel=B"], "titel=B: expected one of the fields title, abstract,"],
    [["--set", "year=abc"], "year: expected a year such as 2019."],
    [["--set", "title"], "title: expected one of the fields"],
    [["--clear", "id"], "id: expected one of the fields"],
  ])("refuses %j before it opens the library", async (parameters, message) => {
    expect(await run(["p1", ...parameters])).toMatchObject({
      code: 2,
      sent: [],
      opened: [],
      stderr: expect.stringContaining(message),
    });
  });
});
