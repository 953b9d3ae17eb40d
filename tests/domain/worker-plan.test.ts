import { describe, expect, it } from "vitest";
import { planWorkers } from "../../src/domain/ingest/worker-plan.js";

const giga = 1_000_000_000;
const auto = { workers: "auto", threads: undefined } as const;
const countThreads = (cores: number, memoryBytes: number, answers = true) =>
  planWorkers(auto, { cores, memoryBytes }, answers).threads;

describe("the number of embedding threads", () => {
  it.each([
    // cores, with 0.5, 1, 4, 16 and 64 GB of memory
    [1, [1, 1, 1, 1, 1]],
    [2, [1, 2, 2, 2, 2]],
    [4, [1, 3, 3, 3, 3]],
    [16, [1, 3, 13, 15, 15]],
    [64, [1, 3, 13, 53, 63]],
  ])("on %i cores follows from cores and memory", (cores, threads) => {
    expect([0.5, 1, 4, 16, 64].map((memory) => countThreads(cores, memory * giga))).toEqual(threads);
  });

  it("is one per core in a process that answers no queries", () => {
    expect([1, 2, 4, 16, 64].map((cores) => countThreads(cores, 64 * giga, false))).toEqual([1, 2, 4, 16, 64]);
  });

  it("is at least 1 and at most 64", () => {
    expect(countThreads(256, 1_000 * giga)).toBe(64);
    expect(countThreads(8, 0)).toBe(1);
  });

  it("adds a worker for every 16 threads, so that enough batches are in flight", () => {
    const workers = (cores: number) => planWorkers(auto, { cores, memoryBytes: 64 * giga }, true).workers;
    expect([1, 2, 16, 18, 64].map(workers)).toEqual([1, 1, 1, 2, 4]);
  });

  it("follows the settings when they are given", () => {
    const machine = { cores: 16, memoryBytes: 64 * giga };
    const plan = (workers: number | "auto", threads?: number) => planWorkers({ workers, threads }, machine, true);
    expect(plan(2, 3)).toMatchObject({ workers: 2, threads: 6, why: "set by WORKERS and WORKER_THREADS" });
    expect(plan(2)).toMatchObject({ workers: 2, threads: 8 });
    expect(plan(0, 3)).toMatchObject({ workers: 0, threads: 0 });
    expect(plan("auto", 20)).toMatchObject({ workers: 2, threads: 20, why: "set by WORKER_THREADS" });
  });

  it("comes with its reason", () => {
    const why = (cores: number, memory: number, answers = true) =>
      planWorkers(auto, { cores, memoryBytes: memory * giga }, answers).why;
    expect(why(1, 4)).toBe("one core");
    expect(why(2, 4)).toBe("2 cores");
    expect(why(16, 64)).toBe("16 cores, one of them reserved for questions");
    expect(why(16, 64, false)).toBe("16 cores");
    expect(why(16, 2)).toBe("2.0 GB of memory, half of it for embedding");
  });
});
