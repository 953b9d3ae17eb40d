import { afterEach, describe, expect, it } from "vitest";
import { createMemoryEmbedQueue, createMemoryQueueBacking } from "../../src/adapters/memory/embed-queue.js";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { formatFingerprint } from "../../src/domain/models/model.js";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { similarRequestSchema } from "../../src/domain/similar/request.js";
import { recommendationRequestSchema } from "../../src/domain/recommend/request.js";
import { AppError } from "../../src/errors.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { ingest, openTestLibrary, type TestLibrary, toRecords } from "../support/test-library.js";

describe("papers in the queue", () => {
  const libraries: TestLibrary[] = [];
  afterEach(async () => {
    for (const library of libraries.splice(0)) await library.dispose();
  });
  const open = async (options: Parameters<typeof openTestLibrary>[0]) => {
    const library = await openTestLibrary(options);
    libraries.push(library);
    return library;
  };
  const papers = [
    { id: "a", title: "zebra stripes" },
    { id: "b", title: "lion manes" },
  ];

  it("are found by keyword at once, before they have a vector", async () => {
    const { services } = await open({ workers: 0 });
    const { id } = await services.acceptPapers(toRecords(papers));
    const { hits, total } = await services.searchPapers(searchRequestSchema.parse({ query: "zebra", mode: "hybrid" }));
    expect([hits.map(({ paper, matchedBy }) => [paper.id, matchedBy]), total]).toEqual([[["a", "keyword"]], 1]);
    expect(await services.readJob(id)).toMatchObject({ state: "waiting", counts: { accepted: 2, embedded: 0 } });
    expect((await services.findSimilar("a", similarRequestSchema.parse({ limit: 5 }))).hits).toEqual([]);
    await expect(
      services.recommendPapers(recommendationRequestSchema.parse({ positive: [{ id: "a" }] })),
    ).rejects.toMatchObject({
      code: "conflict",
      message: "Paper a has no vector yet: wait for its job to complete.",
    });
  });

  it("are paused, resumed and cancelled with their job", async () => {
    const { services } = await open({ workers: 0 });
    const { id } = await services.acceptPapers(toRecords(papers));
    expect(await services.changeJob(id, "pause")).toMatchObject({ state: "paused" });
    await expect(services.changeJob(id, "retry")).rejects.toMatchObject({ code: "conflict" });
    expect(await services.changeJob(id, "resume")).toMatchObject({ state: "waiting" });
    expect(await services.changeJob(id, "cancel")).toMatchObject({ state: "cancelled" });
    expect((await services.readStats()).papers).toMatchObject({ waiting: 0, withheld: 2 });
    expect(await services.waitForJob(id)).toMatchObject({ state: "cancelled" });
  });

  it("get their vector at the next start when the queue was emptied", async () => {
    const first = await openTestLibrary({ workers: 0 });
    const { id } = await first.services.acceptPapers(toRecords(papers));
    await first.close();
    const second = await open({ folder: first.folder });
    expect(await second.services.waitForJob(id)).toMatchObject({ state: "completed", counts: { embedded: 2 } });
    expect(second.logged.map(({ message }) => message)).toContain(
      "Papers of batches lost from the queue are queued again.",
    );
  });

  it("are embedded once an unavailable queue returns", async () => {
    let away = true;
    const openQueue = async (): Promise<EmbedQueue> => {
      const queue = createMemoryEmbedQueue({ firstRetryMs: 1 });
      const publish: EmbedQueue["publish"] = async (batches) => {
        if (away) throw new AppError("unavailable", "the queue is away");
        return queue.publish(batches);
      };
      return { ...queue, publish };
    };
    const { services } = await open({ openQueue });
    const { id } = await services.acceptPapers(toRecords(papers));
    expect(await services.readJob(id)).toMatchObject({ state: "waiting", counts: { accepted: 2 } });
    away = false;
    await ingest(services, [{ id: "c", title: "one more" }]);
    expect(await services.waitForJob(id)).toMatchObject({ state: "completed", counts: { embedded: 2 } });
  });

  it("fail with the reason when their batch fails, and are embedded after a retry", async () => {
    let broken = true;
    const openEmbedder = async () => {
      const embedder = createFakeEmbedder();
      const embedDocuments: typeof embedder.embedDocuments = async (texts) => {
        if (broken) throw new Error("out of memory");
        return embedder.embedDocuments(texts);
      };
      return { ...embedder, embedDocuments };
    };
    const { services } = await open({
      openEmbedder,
      openQueue: async () => createMemoryEmbedQueue({ attempts: 2, firstRetryMs: 1 }),
    });
    const job = await ingest(services, papers);
    expect(job).toMatchObject({ state: "failed", counts: { accepted: 2, failed: 2 } });
    expect((await services.listFailures(job.id, 5)).map(({ reason }) => reason)).toEqual([
      "out of memory",
      "out of memory",
    ]);
    broken = false;
    await services.changeJob(job.id, "retry");
    expect(await services.waitForJob(job.id)).toMatchObject({ state: "completed", counts: { embedded: 2, failed: 0 } });
  });

  it("wait again when they receive a vector of another model", async () => {
    const backing = createMemoryQueueBacking();
    const { services, logged } = await open({
      openQueue: async () => createMemoryEmbedQueue({ backing, firstRetryMs: 1 }),
      workers: 0,
    });
    const stranger = createFakeEmbedder({ id: "stranger" });
    const own = formatFingerprint(createFakeEmbedder().model);
    const { id } = await services.acceptPapers(toRecords(papers));
    const worker = createMemoryEmbedQueue({ backing, firstRetryMs: 1 });
    let strange = true;
    await worker.consumeBatches(async (batch) => {
      if (strange) Object.assign(batch, { fingerprint: formatFingerprint(stranger.model) });
      else Object.assign(batch, { fingerprint: own });
      strange = false;
      return createFakeEmbedder().embedDocuments(batch.papers.map(({ text }) => text));
    }, 1);
    expect(await services.waitForJob(id)).toMatchObject({ state: "completed", counts: { embedded: 2 } });
    expect(logged.map(({ message }) => message)).toContain("A batch of another model was returned and dropped.");
    await worker.close();
  });
});
