import { describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { createMemoryEmbedQueue, createMemoryQueueBacking } from "../../src/adapters/memory/embed-queue.js";
import type { EmbedBatch, PaperText } from "../../src/domain/ingest/embed-batch.js";
import type { JobPriority } from "../../src/domain/jobs/job.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import type { WorkStore } from "../../src/ports/ingest/work-store.js";
import { createQueueFeeder } from "../../src/services/ingest/feed-queue.js";
import { createGate } from "../support/gate.js";
import { makePapers } from "../support/generated-papers.js";
import { createLogCollector } from "../support/queue-options.js";
import { openTestLibrary, toRecords } from "../support/test-library.js";
import { until } from "../support/until.js";

interface SimulatedJob {
  readonly priority: JobPriority;
  readonly waiting: PaperText[];
  done: number;
}

/** A feeder, waiting papers, and one worker that takes one batch at a time from the queue. */
function simulate() {
  const jobs = new Map<string, SimulatedJob>();
  const jobOf = new Map<number, string>();
  const onQueue = new Map<string, EmbedBatch>();
  let given = 0;
  const readJobs = (batch: EmbedBatch) => batch.papers.map(({ ordinal }) => jobOf.get(ordinal) ?? "none");
  const countBatches = () => {
    const counts = new Map<string, number>();
    for (const batch of onQueue.values())
      for (const id of new Set(readJobs(batch))) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const work: Pick<WorkStore, "listJobShares" | "listWaiting" | "assignBatch" | "listBatches"> = {
    async listJobShares() {
      const batches = countBatches();
      return [...jobs]
        .filter(([, { waiting }]) => waiting.length > 0)
        .map(([jobId, { priority, done }]) => ({ jobId, priority, done, batches: batches.get(jobId) ?? 0 }));
    },
    listWaiting: async (jobId, limit) => jobs.get(jobId)?.waiting.slice(0, limit) ?? [],
    async assignBatch({ ordinals }) {
      for (const ordinal of ordinals) jobs.get(jobOf.get(ordinal) ?? "")?.waiting.shift();
      return given++;
    },
    listBatches: async () => [...onQueue.keys()],
  };
  const queue: Pick<EmbedQueue, "publish"> = {
    publish: async (batches) => batches.forEach((batch) => void onQueue.set(batch.id, batch)),
  };
  const feeder = createQueueFeeder({
    work: work as WorkStore,
    queue: queue as EmbedQueue,
    fingerprint: "model",
    embeddingRate: { begin: () => undefined },
    logger: createLogCollector().logger,
  });
  const feed = async () => {
    feeder.feed();
    await feeder.settle();
  };
  return {
    onQueue,
    /** Adds a job, or more papers to one. */
    async add(id: string, papers: number, priority: JobPriority = "normal"): Promise<void> {
      const job = jobs.get(id) ?? { priority, waiting: [], done: 0 };
      jobs.set(id, job);
      for (let count = 0; count < papers; count += 1) {
        const ordinal = jobOf.size + 1;
        jobOf.set(ordinal, id);
        job.waiting.push({ ordinal, textHash: `hash ${ordinal}`, text: "a text" });
      }
      await feed();
    },
    /** Embeds one batch and returns the jobs whose papers it contained. */
    async step(): Promise<ReadonlySet<string>> {
      // The sort is stable: equals stay in the order of publication.
      const [batch] = [...onQueue.values()].toSorted((a, b) => a.due - b.due);
      if (!batch) return new Set();
      onQueue.delete(batch.id);
      const held = readJobs(batch);
      for (const id of held) jobs.get(id)!.done += 1;
      await feed();
      return new Set(held);
    },
    readDone: (id: string) => jobs.get(id)?.done ?? 0,
  };
}

type Simulation = ReturnType<typeof simulate>;

async function stepTimes(simulation: Simulation, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await simulation.step();
}

/** Steps until the job has that many papers done, and returns the number of batches. */
async function stepUntil(simulation: Simulation, id: string, papers: number): Promise<number> {
  let batches = 0;
  for (; simulation.readDone(id) < papers; batches += 1) await simulation.step();
  return batches;
}

describe("concurrent jobs", () => {
  it("let a small job through with the next batch, however full the queue is", async () => {
    const simulation = simulate();
    await simulation.add("big", 5000);
    await stepTimes(simulation, 20);
    await simulation.add("small", 20);
    expect(await simulation.step()).toEqual(new Set(["small"]));
  });

  it("take turns, so that both make equal progress", async () => {
    const simulation = simulate();
    await simulation.add("one", 20_000);
    await stepTimes(simulation, 30);
    await simulation.add("other", 20_000);
    const before = simulation.readDone("one");
    for (let round = 0; round < 20; round += 1) {
      await stepTimes(simulation, 4);
      // The later job starts a few batches ahead, as it had none on the queue.
      const ahead = simulation.readDone("other") - (simulation.readDone("one") - before);
      expect(ahead).toBeGreaterThanOrEqual(0);
      expect(ahead).toBeLessThanOrEqual(12 * 64);
    }
  });

  it("of three sizes finish in order of size", async () => {
    const simulation = simulate();
    await simulation.add("big", 10_000);
    await simulation.add("middle", 1000);
    await simulation.add("small", 200);
    expect(await stepUntil(simulation, "small", 200)).toBeLessThan(20);
    expect(await stepUntil(simulation, "middle", 1000)).toBeLessThan(60);
    expect(simulation.readDone("big")).toBeLessThan(5000);
  });

  it("follow priority while the others still progress", async () => {
    const simulation = simulate();
    await simulation.add("low", 5000, "low");
    await simulation.add("normal", 20_000);
    await stepTimes(simulation, 20);
    const before = { normal: simulation.readDone("normal"), low: simulation.readDone("low") };
    await simulation.add("high", 10_000, "high");
    const batches = await stepUntil(simulation, "high", 10_000);
    expect(batches).toBeLessThan((10_000 / 64) * 1.25);
    expect(simulation.readDone("normal")).toBeGreaterThan(before.normal);
    expect(simulation.readDone("low")).toBeGreaterThanOrEqual(before.low);
  });

  it("never starve a low-priority job, even when others keep arriving", async () => {
    const simulation = simulate();
    await simulation.add("low", 640, "low");
    for (let number = 0; number < 200; number += 1) {
      await simulation.add(`normal ${number}`, 64);
      await simulation.add(`high ${number}`, 64, "high");
      await stepTimes(simulation, 1);
    }
    expect(simulation.readDone("low")).toBeGreaterThanOrEqual(64);
  });

  it("share batches when they are tiny and keep the queue short", async () => {
    const simulation = simulate();
    await simulation.add("big", 5000);
    for (let number = 0; number < 300; number += 1) await simulation.add(`tiny ${number}`, 1);
    expect(simulation.onQueue.size).toBeLessThanOrEqual(32);
    const batches = await stepUntil(simulation, "tiny 299", 1);
    expect(batches).toBeLessThan(40);
    expect(simulation.readDone("tiny 0")).toBe(1);
  });

  it("are embedded by priority in a whole library", async () => {
    const backing = createMemoryQueueBacking();
    const library = await openTestLibrary({ workers: 0, openQueue: async () => createMemoryEmbedQueue({ backing }) });
    const worker = createMemoryEmbedQueue({ backing });
    try {
      const { services } = library;
      const big = await services.acceptPapers(toRecords(makePapers(640)));
      await until("the queue is full", () => backing.jobs.size >= 8);
      const gate = createGate();
      const lots: number[] = [];
      await worker.consumeBatches(async (batch) => {
        lots.push(batch.papers.length);
        await gate.opened;
        return createFakeEmbedder().embedDocuments(batch.papers.map(({ text }) => text));
      }, 1);
      await until("a batch is under way", () => lots.length === 1);
      const low = await services.acceptPapers(toRecords(makePapers(5, 1000)), { priority: "low" });
      const small = await services.acceptPapers(toRecords(makePapers(20, 2000)));
      const high = await services.acceptPapers(toRecords(makePapers(10, 3000)), { priority: "high" });
      expect([big, low, small, high].map(({ priority }) => priority)).toEqual(["normal", "low", "normal", "high"]);
      await until("all have a batch on the queue", () => backing.jobs.size >= 11);
      gate.open();
      await Promise.all([big, low, small, high].map(({ id }) => services.waitForJob(id)));
      // The high-priority job and the small job get the next batches, the low-priority one a later batch.
      expect(lots.slice(1, 3)).toEqual([10, 20]);
      expect(lots.indexOf(5)).toBeGreaterThan(3);
    } finally {
      await worker.close();
      await library.dispose();
    }
  });
});
