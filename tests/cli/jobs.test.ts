import { describe, expect, it } from "vitest";
import { formatJobs } from "../../src/cli/print/jobs.js";
import { createPaint } from "../../src/terminal/paint.js";
import type { Job } from "../../src/domain/jobs/job.js";
import { runInProcess } from "./fake-context.js";

const counts = { total: 1200, accepted: 1200, merged: 0, unchanged: 0, embedded: 640, failed: 2 };
const active: Job = {
  id: "3f2a91bc-1111-4111-8111-111111111111",
  state: "active",
  priority: "normal",
  counts,
  changes: {},
  createdAt: "2026-11-26T08:11:30.000Z",
  papersPerSecond: 31.2,
  etaSeconds: 18,
};
const ended: Job = {
  id: "3f00aaaa-2222-4222-8222-222222222222",
  name: "old\trefs.bib",
  state: "failed",
  priority: "low",
  counts: { total: 2, accepted: 0, merged: 0, unchanged: 0, embedded: 0, failed: 2 },
  changes: {},
  createdAt: "2026-11-25T23:59:00.000Z",
  finishedAt: "2026-11-26T00:01:00.000Z",
};
const listJobs = async () => [active, ended];

describe("paperkin jobs", () => {
  it("lists jobs, one per line, and says when there are none", async () => {
    const { code, stdout } = await runInProcess(["jobs"], { listJobs });
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "job       state          papers  embedded  failed  started or time left, name",
      "3f2a91bc  active          1,200       640       2  31/s, 18 s left",
      "3f00aaaa  failed              2         0       2  2026-11-25  old refs.bib  low",
      "",
    ]);
    const none = await runInProcess(["jobs", "list"], { listJobs: async () => [] });
    expect(none).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("no jobs yet") });
  });

  it("shows start and time left on a wide terminal", () => {
    const text = formatJobs([active], { columns: 140, paint: createPaint(false) });
    expect(text).toContain("2026-11-26 08:11  31/s, 18 s left");
  });

  it("requests the given number of jobs, and prints them as JSON", async () => {
    const asked: number[] = [];
    const run = await runInProcess(["jobs", "list", "-n", "7", "--json"], {
      listJobs: async (limit) => (asked.push(limit), [active]),
    });
    expect(asked).toEqual([7]);
    expect(JSON.parse(run.stdout)).toEqual({ jobs: [active] });
  });

  it("shows a job by the prefix of its id, and says how to list its failures", async () => {
    const { code, stdout, stderr } = await runInProcess(["jobs", "show", "3f2"], { listJobs });
    expect(code).toBe(0);
    expect(stdout).toContain(`job ${active.id}`);
    expect(stdout).toMatch(/priority +normal/);
    expect(stdout).toContain("640 of 1,200");
    expect(stdout).toContain("31/s, 18 s left");
    expect(stderr).toContain("paperkin jobs failures 3f2a91bc");
  });

  it("rejects a prefix that several jobs share, and looks up older jobs by their whole id", async () => {
    const several = await runInProcess(["jobs", "show", "3f"], { listJobs });
    expect(several).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("2 jobs have ids that begin with 3f"),
    });
    const older = { ...ended, id: "old" };
    const run = await runInProcess(["jobs", "show", "old", "--json"], { listJobs, readJob: async () => older });
    expect(JSON.parse(run.stdout)).toEqual(older);
  });

  it("lists which papers failed, and how many more did", async () => {
    const failures = [{ line: 3, id: "p3", reason: "title: \u001b[31mexpected string" }];
    const listFailures = async () => failures;
    const run = await runInProcess(["jobs", "failures", "3f2", "-n", "1"], { listJobs, listFailures });
    expect(run).toMatchObject({ code: 0, stdout: "  line 3 p3: title: [31mexpected string\n" });
    expect(run.stderr).toContain("and 1 more");
    const none = await runInProcess(["jobs", "failures", "3f2"], { listJobs, listFailures: async () => [] });
    expect(none).toMatchObject({ code: 1, stdout: "" });
  });

  it.each(["pause", "resume", "cancel", "retry"] as const)("can %s a job", async (action) => {
    const asked: unknown[] = [];
    const changeJob = async (id: string, what: string) => (
      asked.push([id, what]),
      { ...active, state: "paused" as const }
    );
    const run = await runInProcess(["jobs", action, "3f2a"], { listJobs, changeJob });
    expect(run).toMatchObject({ code: 0, stdout: "Job 3f2a91bc is paused.\n", opened: ["read"] });
    expect(run.stderr.includes("paperkin jobs watch 3f2a91bc")).toBe(action !== "pause");
    expect(asked).toEqual([[active.id, action]]);
  });

  it("watches a job of a data folder to its end while embedding its papers", async () => {
    const done: Job = { ...active, state: "completed" };
    const run = await runInProcess(["jobs", "watch", "3f2a"], {
      listJobs,
      waitForJob: async (_id, { onChange } = {}) => (onChange?.(done), done),
      readJob: async () => done,
    });
    expect(run).toMatchObject({ code: 0, opened: ["read", "embed"] });
    expect(run.stdout).toBe(
      "Job 3f2a91bc is completed. 1,200 records: 1,200 accepted, 0 unchanged, 640 embedded, 2 failed\n",
    );
  });

  it("opens a data folder once for a finished job, and exits with 2 when the job failed", async () => {
    const run = await runInProcess(["jobs", "watch", "3f00", "--json"], {
      listJobs,
      waitForJob: async () => ended,
      readJob: async () => ended,
    });
    expect(run).toMatchObject({ code: 2, opened: ["read"] });
    expect(JSON.parse(run.stdout)).toEqual(ended);
  });

  it("stops watching on Ctrl-C, and says that a server's job continues", async () => {
    const stop = new AbortController();
    const waitForJob = async () => {
      stop.abort(new Error("stopped"));
      throw stop.signal.reason;
    };
    const run = await runInProcess(
      ["jobs", "watch", "3f2a"],
      { remote: true, listJobs, waitForJob },
      { signal: stop.signal },
    );
    expect(run).toMatchObject({ code: 130, stdout: "", opened: ["read"] });
    expect(run.stderr).toContain("The job continues.");
  });
});
