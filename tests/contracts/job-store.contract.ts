import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCleanPaper } from "../support/clean-papers.js";
import {
  type CreateStore,
  createJob,
  embedWaiting,
  keepPapers,
  type StoreUnderTest,
  listWaiting,
} from "../support/store-under-test.js";
import { describeJobSteering, failWaiting, two } from "./job-steering.contract.js";

export function describeJobStore(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
      store.setTime(0);
    });
    afterEach(() => store.close());

    describeLife(() => store);
    describeJobSteering(() => store);
    describeFailures(() => store);
  });
}

const none = { total: 0, accepted: 0, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
async function reject({ papers }: StoreUnderTest, jobId: string): Promise<void> {
  await papers.savePapers({ jobId, papers: [], rejected: [{ line: 3, reason: "not JSON" }] });
}

function describeLife(open: () => StoreUnderTest): void {
  const read = (id: string) => open().jobs.readJob(id);

  it("moves from waiting through active to completed, with its counts", async () => {
    const store = open();
    const job = await store.jobs.createJob(new Date(0));
    expect(job).toEqual({
      id: job.id,
      state: "waiting",
      priority: "normal",
      counts: none,
      changes: {},
      createdAt: "1970-01-01T00:00:00.000Z",
    });
    await keepPapers(store, two, job.id);
    expect(await read(job.id)).toMatchObject({ state: "waiting", counts: { ...none, total: 2, accepted: 2 } });
    store.setTime(2000);
    const [first] = await listWaiting(store, 1);
    if (first) await store.work.saveResults({ vectors: [{ ...first, vector: Float32Array.of(1) }], failures: [] });
    const active = { state: "active", counts: { ...none, total: 2, accepted: 2, embedded: 1 } };
    expect(await read(job.id)).toMatchObject(active);
    expect(await read(job.id)).not.toHaveProperty("papersPerSecond");
    await store.jobs.sealJob(job.id);
    expect(await read(job.id)).toMatchObject(active);
    store.setTime(4000);
    await embedWaiting(store);
    expect(await read(job.id)).toEqual({
      id: job.id,
      state: "completed",
      priority: "normal",
      counts: { ...none, total: 2, accepted: 2, embedded: 2 },
      changes: {},
      createdAt: "1970-01-01T00:00:00.000Z",
      finishedAt: "1970-01-01T00:00:04.000Z",
      papersPerSecond: 0.5,
    });
    store.setTime(9000);
    expect(await read(job.id)).toMatchObject({ finishedAt: "1970-01-01T00:00:04.000Z", papersPerSecond: 0.5 });
  });

  it("keeps its initial priority", async () => {
    const { id } = await open().jobs.createJob(new Date(0), { priority: "high" });
    expect(await read(id)).toMatchObject({ priority: "high" });
    expect(await open().jobs.changeState(id, "pause")).toMatchObject({ priority: "high" });
    expect(await open().jobs.listJobs(1)).toMatchObject([{ priority: "high" }]);
  });

  it("keeps its name, if it has one", async () => {
    const { jobs } = open();
    const { id, name } = await jobs.createJob(new Date(0), { name: "größe.bib" });
    expect([name, (await read(id))?.name, (await jobs.listJobs(1))[0]?.name]).toEqual(Array(3).fill("größe.bib"));
    expect(await jobs.createJob(new Date(0))).not.toHaveProperty("name");
  });

  it("keeps the format of its papers, if it is known", async () => {
    const { jobs } = open();
    const { id, format } = await jobs.createJob(new Date(0), { format: "xlsx" });
    expect([format, (await read(id))?.format, (await jobs.listJobs(1))[0]?.format]).toEqual(Array(3).fill("xlsx"));
    expect(await jobs.createJob(new Date(0))).not.toHaveProperty("format");
  });

  it("is not completed while more papers may arrive", async () => {
    const { jobId } = await keepPapers(open(), two);
    await embedWaiting(open());
    expect(await read(jobId)).toMatchObject({ state: "active" });
    await open().jobs.sealJob(jobId);
    expect(await read(jobId)).toMatchObject({ state: "completed" });
  });

  it.each([
    ["completed without papers", [], "completed", none],
    ["completed when all papers already exist", ["unchanged"], "completed", { ...none, total: 2, unchanged: 2 }],
    [
      "completed when some papers fail",
      ["accept", "fail one"],
      "completed",
      { ...none, total: 2, accepted: 2, embedded: 1, failed: 1 },
    ],
    ["failed when every paper fails", ["accept", "fail"], "failed", { ...none, total: 2, accepted: 2, failed: 2 }],
    ["failed when every paper is rejected", ["reject"], "failed", { ...none, total: 1, failed: 1 }],
    [
      "completed when only some papers are rejected",
      ["reject", "accept"],
      "completed",
      { ...none, total: 3, accepted: 2, embedded: 2, failed: 1 },
    ],
  ] as const)("is %s", async (_title, steps, state, counts) => {
    const store = open();
    if ((steps as readonly string[]).includes("unchanged")) await keepPapers(store, two);
    const id = await createJob(store);
    for (const step of steps) {
      if (step === "accept" || step === "unchanged") await keepPapers(store, two, id);
      else if (step === "reject") await reject(store, id);
      else await failWaiting(store, step === "fail one" ? 1 : 2);
    }
    await embedWaiting(store);
    await store.jobs.sealJob(id);
    expect(await read(id)).toMatchObject({ state, counts });
  });

  it("completes when the last waiting paper is removed", async () => {
    const { jobId } = await keepPapers(open(), [{ id: "a", title: "A" }]);
    await open().jobs.sealJob(jobId);
    await open().papers.removePaper("a");
    expect(await read(jobId)).toMatchObject({ state: "completed" });
  });

  it("lists the jobs that are open for papers, including paused ones", async () => {
    const store = open();
    const ids = [await createJob(store), await createJob(store), await createJob(store)] as const;
    await store.jobs.sealJob(ids[1]);
    await store.jobs.changeState(ids[2], "pause");
    expect(await store.jobs.listOpen()).toEqual([ids[0], ids[2]]);
  });

  it("lists jobs newest first, up to the limit", async () => {
    const ids = [await createJob(open()), await createJob(open()), await createJob(open())];
    expect((await open().jobs.listJobs(10)).map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await open().jobs.listJobs(1)).map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it("does not end before it starts, and reports no rate, when the clock moves back", async () => {
    const store = open();
    store.setTime(3_600_000);
    const early = await store.jobs.createJob(new Date(3_600_000));
    await keepPapers(store, two, early.id);
    store.setTime(60_000);
    const late = await store.jobs.createJob(new Date(60_000));
    await keepPapers(store, [{ id: "c", title: "C" }], late.id);
    store.setTime(62_000);
    await embedWaiting(store);
    for (const { id } of [early, late]) await store.jobs.sealJob(id);
    const hour = "1970-01-01T01:00:00.000Z";
    expect(await read(early.id)).toMatchObject({ state: "completed", createdAt: hour, finishedAt: hour });
    expect(await read(early.id)).not.toHaveProperty("papersPerSecond");
    expect(await read(late.id)).toMatchObject({ finishedAt: "1970-01-01T00:01:02.000Z", papersPerSecond: 0.5 });
    // Jobs are listed in the order of their creation, whatever the clock shows.
    expect((await store.jobs.listJobs(2)).map(({ id }) => id)).toEqual([late.id, early.id]);
  });

  it("returns nothing for an unknown job", async () => expect(await read("none")).toBeUndefined());
}

function describeFailures(open: () => StoreUnderTest): void {
  it("lists rejected lines by number, then papers that could not be embedded", async () => {
    const { papers, jobs } = open();
    const jobId = await createJob(open());
    const rejected = [
      { line: 7, id: "x", reason: "no title" },
      { line: 2, reason: "not JSON" },
    ];
    await papers.savePapers({ jobId, papers: [makeCleanPaper({ id: "a", title: "A" })], rejected });
    await failWaiting(open());
    const failures = [
      { line: 2, reason: "not JSON" },
      { line: 7, id: "x", reason: "no title" },
      { id: "a", reason: "no words" },
    ];
    expect(await jobs.listFailures(jobId, 10)).toEqual(failures);
    expect(await jobs.listFailures(jobId, 2)).toEqual(failures.slice(0, 2));
    expect(await jobs.listFailures("none", 10)).toEqual([]);
  });
}
