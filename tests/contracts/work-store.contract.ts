import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperText } from "../../src/domain/ingest/embed-batch.js";
import {
  type CreateStore,
  createJob,
  embedWaiting,
  findOrdinal,
  keepPapers,
  type StoreUnderTest,
  listWaiting,
} from "../support/store-under-test.js";

const vector = Float32Array.of(0.6, 0.8);

export function describeWorkStore(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    describeBatches(() => store);
    describeResults(() => store);
  });
}

async function keepTwo(store: StoreUnderTest) {
  const { jobId } = await keepPapers(store, [
    { id: "a", title: "A", abstract: "One." },
    { id: "b", title: "B" },
  ]);
  const [a, b] = (await listWaiting(store, 2)) as [PaperText, PaperText];
  return { jobId, a, b };
}

function describeBatches(open: () => StoreUnderTest): void {
  const listTexts = async () => (await listWaiting(open())).map(({ text }) => text);

  it("lists waiting papers with their text, oldest first, up to the limit", async () => {
    const { jobId } = await keepPapers(
      open(),
      ["a", "b", "c"].map((id) => ({ id, title: id })),
    );
    await keepPapers(open(), [{ id: "d", title: "of another job" }]);
    const list = (limit: number) => open().work.listWaiting(jobId, limit);
    expect((await list(10)).map(({ text }) => text)).toEqual(["a", "b", "c"]);
    expect(await list(1)).toMatchObject([{ ordinal: await findOrdinal(open(), "a"), text: "a" }]);
    expect(await open().work.listWaiting("none", 10)).toEqual([]);
  });

  it("lists jobs with waiting papers, oldest first, with their progress", async () => {
    const { work, jobs } = open();
    expect(await work.listJobShares()).toEqual([]);
    const big = await keepPapers(
      open(),
      ["a", "b", "c", "d"].map((id) => ({ id, title: id })),
    );
    const urgent = (await jobs.createJob(new Date(0), { priority: "high" })).id;
    await keepPapers(open(), [{ id: "e", title: "e" }], urgent);
    await createJob(open());
    const [a, b, c] = (await work.listWaiting(big.jobId, 3)) as [PaperText, PaperText, PaperText];
    await work.saveResults({ vectors: [{ ...a, vector }], failures: [] });
    await work.assignBatch({ id: "one", ordinals: [b.ordinal] });
    const share = { jobId: big.jobId, priority: "normal", batches: 1, done: 1 };
    const other = { jobId: urgent, priority: "high", batches: 0, done: 0 };
    expect(await work.listJobShares()).toEqual([share, other]);
    const [e] = (await work.listWaiting(urgent, 1)) as [PaperText];
    await work.assignBatch({ id: "two", ordinals: [c.ordinal, e.ordinal] });
    expect(await work.listJobShares()).toEqual([{ ...share, batches: 2 }]);
  });

  it("counts assigned batches, including those that have ended", async () => {
    const { work } = open();
    const { a, b } = await keepTwo(open());
    expect(await work.assignBatch({ id: "one", ordinals: [a.ordinal] })).toBe(0);
    await work.releaseBatches(["one"]);
    expect(await work.assignBatch({ id: "one", ordinals: [a.ordinal, b.ordinal] })).toBe(1);
    expect(await work.assignBatch({ id: "two", ordinals: [] })).toBe(2);
  });

  it("lists a paper that is in a batch only after the batch is released", async () => {
    const { work } = open();
    const { a, b } = await keepTwo(open());
    await work.assignBatch({ id: "one", ordinals: [a.ordinal] });
    await work.assignBatch({ id: "two", ordinals: [b.ordinal] });
    expect(await listTexts()).toEqual([]);
    expect((await work.listBatches()).toSorted()).toEqual(["one", "two"]);
    await work.releaseBatches(["one", "unheard of"]);
    expect(await listTexts()).toEqual(["A. One."]);
    expect(await work.listBatches()).toEqual(["two"]);
  });

  it("lists a batch of many papers once", async () => {
    const { work } = open();
    const { a, b } = await keepTwo(open());
    await work.assignBatch({ id: "one", ordinals: [a.ordinal, b.ordinal] });
    expect(await work.listBatches()).toEqual(["one"]);
  });

  it("omits the papers of a paused job until it is resumed", async () => {
    const { jobs } = open();
    const { jobId } = await keepPapers(open(), [{ id: "a", title: "paused" }]);
    await keepPapers(open(), [{ id: "b", title: "running" }]);
    await jobs.changeState(jobId, "pause");
    expect(await listTexts()).toEqual(["running"]);
    await jobs.changeState(jobId, "resume");
    expect(await listTexts()).toEqual(["paused", "running"]);
  });

  it("removes a paper from its batch when its text changes", async () => {
    const { work } = open();
    const { a } = await keepTwo(open());
    await work.assignBatch({ id: "one", ordinals: [a.ordinal] });
    await keepPapers(open(), [{ id: "a", title: "A", abstract: "Two." }]);
    expect(await listTexts()).toEqual(["B", "A. Two."]);
    expect(await work.listBatches()).toEqual([]);
  });

  it("assigns no paper that has a vector to a batch", async () => {
    const { work } = open();
    const { a } = await keepTwo(open());
    await embedWaiting(open());
    await work.assignBatch({ id: "one", ordinals: [a.ordinal] });
    expect(await work.listBatches()).toEqual([]);
  });
}

function describeResults(open: () => StoreUnderTest): void {
  const readCounts = async (jobId: string) => (await open().jobs.readJob(jobId))?.counts;

  it("saves vectors and failures, and removes the papers from their batch", async () => {
    const { work, vectors, papers } = open();
    const { jobId, a, b } = await keepTwo(open());
    await work.assignBatch({ id: "one", ordinals: [a.ordinal, b.ordinal] });
    await work.saveResults({ vectors: [{ ...a, vector }], failures: [{ ...b, reason: "no words" }] });
    expect(await vectors.readVectors([a.ordinal, b.ordinal])).toEqual(new Map([[a.ordinal, vector]]));
    expect(await papers.countPapers()).toMatchObject({ embedded: 1, failed: 1, waiting: 0 });
    expect(await work.listBatches()).toEqual([]);
    expect(await readCounts(jobId)).toMatchObject({ embedded: 1, failed: 1 });
    expect(await open().jobs.listFailures(jobId, 10)).toEqual([{ id: "b", reason: "no words" }]);
  });

  it("ignores repeated results", async () => {
    const { work, changes, papers } = open();
    const { jobId, a, b } = await keepTwo(open());
    const results = { vectors: [{ ...a, vector }], failures: [{ ...b, reason: "no words" }] };
    await work.saveResults(results);
    const lastChange = await changes.readLastChange();
    await work.saveResults(results);
    await work.saveResults({ vectors: [], failures: [{ ...a, reason: "late" }] });
    expect(await changes.readLastChange()).toBe(lastChange);
    expect(await readCounts(jobId)).toMatchObject({ embedded: 1, failed: 1 });
    expect(await papers.countPapers()).toMatchObject({ embedded: 1, failed: 1 });
  });

  it("ignores results for an outdated text", async () => {
    const { work, vectors, papers } = open();
    const { a } = await keepTwo(open());
    await keepPapers(open(), [{ id: "a", title: "A", abstract: "Two." }]);
    await work.saveResults({ vectors: [{ ...a, vector }], failures: [] });
    await work.saveResults({ vectors: [], failures: [{ ...a, reason: "of another text" }] });
    expect((await vectors.readVectors([a.ordinal])).size).toBe(0);
    expect(await papers.countPapers()).toMatchObject({ embedded: 0, failed: 0, waiting: 2 });
  });

  it("ignores results for a removed paper", async () => {
    const { work, vectors, papers } = open();
    const { a, b } = await keepTwo(open());
    await papers.removePaper("a");
    await work.saveResults({ vectors: [a, b].map((paper) => ({ ...paper, vector })), failures: [] });
    expect([...(await vectors.readVectors([a.ordinal, b.ordinal])).keys()]).toEqual([b.ordinal]);
  });

  it("ignores vectors for the papers of a cancelled job", async () => {
    const { work, vectors, papers, jobs } = open();
    const { jobId, a } = await keepTwo(open());
    await jobs.changeState(jobId, "cancel");
    await work.saveResults({ vectors: [{ ...a, vector }], failures: [] });
    expect((await vectors.readVectors([a.ordinal])).size).toBe(0);
    expect(await papers.countPapers()).toMatchObject({ embedded: 0, withheld: 2 });
  });

  it("fails the papers that still wait in a failed batch, once", async () => {
    const { work, papers } = open();
    const { jobId, a, b } = await keepTwo(open());
    await work.assignBatch({ id: "one", ordinals: [a.ordinal, b.ordinal] });
    await work.saveResults({ vectors: [{ ...a, vector }], failures: [] });
    for (const reason of ["first", "second"]) await work.failBatch({ id: "one", reason });
    expect(await papers.countPapers()).toMatchObject({ embedded: 1, failed: 1 });
    expect(await readCounts(jobId)).toMatchObject({ embedded: 1, failed: 1 });
    expect(await open().jobs.listFailures(jobId, 10)).toEqual([{ id: "b", reason: "first" }]);
    expect(await work.listBatches()).toEqual([]);
  });
}
