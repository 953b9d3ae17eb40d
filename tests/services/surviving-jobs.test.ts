import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createMemoryEmbedQueue } from "../../src/adapters/memory/embed-queue.js";
import type { JobAction } from "../../src/domain/jobs/job.js";
import { makePapers } from "../support/generated-papers.js";
import { openTestLibrary, type TestLibrary, type TestLibraryOptions, toRecords } from "../support/test-library.js";
import { until } from "../support/until.js";

const idle: TestLibraryOptions = { workers: 0 };

describe("jobs of a reopened library", { timeout: 60_000 }, () => {
  let current: TestLibrary;
  beforeEach(async () => {
    current = await openTestLibrary(idle);
  });
  afterEach(async () => {
    await current.close();
    await rm(current.folder, { recursive: true, force: true });
  });
  /** Loses the contents of the queue, which is in memory. */
  const reopen = async (options: TestLibraryOptions = {}) => {
    await current.close();
    current = await openTestLibrary({ folder: current.folder, ...options });
    return current.services;
  };
  const send = async (count: number, from: number) =>
    (await current.services.acceptPapers(toRecords(makePapers(count, from)))).id;
  const steer = (id: string, action: JobAction) => current.services.changeJob(id, action);

  it("stay paused until they are resumed, while others continue", async () => {
    const paused = await send(80, 0);
    const other = await send(3, 1000);
    await steer(paused, "pause");
    const services = await reopen();
    expect(await services.waitForJob(other)).toMatchObject({ state: "completed", counts: { embedded: 3 } });
    expect(await services.readJob(paused)).toMatchObject({ state: "paused", counts: { accepted: 80, embedded: 0 } });
    await reopen(idle);
    expect(await current.services.readJob(paused)).toMatchObject({ state: "paused" });
    const again = await reopen();
    await steer(paused, "resume");
    expect(await again.waitForJob(paused)).toMatchObject({ state: "completed", counts: { embedded: 80 } });
  });

  it("stay cancelled, and are embedded after a retry", async () => {
    const cancelled = await send(5, 0);
    await steer(cancelled, "cancel");
    const other = await send(3, 1000);
    const services = await reopen();
    await services.waitForJob(other);
    expect(await services.readJob(cancelled)).toMatchObject({ state: "cancelled", counts: { embedded: 0 } });
    expect((await services.readStats()).papers).toMatchObject({ embedded: 3, withheld: 5, waiting: 0 });
    await steer(cancelled, "retry");
    expect(await services.waitForJob(cancelled)).toMatchObject({ state: "completed", counts: { embedded: 5 } });
  });

  it("keep their failures with the reasons, and can be retried", async () => {
    const failing = createFakeEmbedder();
    await reopen({
      openEmbedder: async () => ({ ...failing, embedDocuments: () => Promise.reject(new Error("out of memory")) }),
      openQueue: async () => createMemoryEmbedQueue({ attempts: 2, firstRetryMs: 1 }),
    });
    const id = await send(4, 0);
    const before = await current.services.waitForJob(id);
    expect(before).toMatchObject({ state: "failed", counts: { accepted: 4, failed: 4 } });
    const services = await reopen();
    expect(await services.readJob(id)).toEqual(before);
    expect(new Set((await services.listFailures(id, 10)).map(({ reason }) => reason))).toEqual(
      new Set(["out of memory"]),
    );
    await steer(id, "retry");
    expect(await services.waitForJob(id)).toMatchObject({ state: "completed", counts: { embedded: 4, failed: 0 } });
  });

  it("keep their priority, and report their rate when they complete", async () => {
    const { id } = await current.services.acceptPapers(toRecords(makePapers(40)), { priority: "low" });
    const services = await reopen();
    const ended = await services.waitForJob(id);
    expect(ended).toMatchObject({ state: "completed", priority: "low", counts: { embedded: 40 } });
    expect(ended.papersPerSecond).toBeGreaterThan(0);
  });

  it("complete with the papers received before a crash during an upload", async () => {
    async function* breakOff() {
      yield* toRecords(makePapers(64));
      // Never ends, as when the process dies during an upload.
      await new Promise(() => undefined);
    }
    void current.services.acceptPapers(breakOff());
    const hasKept = async () => (await current.services.readStats()).papers.papers === 64;
    await until("the papers are kept", hasKept);
    const [open] = await current.services.listJobs(1);
    await steer(open!.id, "pause");
    const services = await reopen();
    expect(await services.readJob(open!.id)).toMatchObject({ state: "paused", counts: { accepted: 64 } });
    await steer(open!.id, "resume");
    expect(await services.waitForJob(open!.id)).toMatchObject({ state: "completed", counts: { embedded: 64 } });
  });
});
