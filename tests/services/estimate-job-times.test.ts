import { describe, expect, it } from "vitest";
import type { Job } from "../../src/domain/jobs/job.js";
import type { JobStore } from "../../src/ports/jobs/job-store.js";
import { createEstimatedJobs } from "../../src/services/jobs/estimate-job-times.js";

function makeJob(id: string, embedded: number, state: Job["state"] = "active"): Job {
  const counts = { total: 100, accepted: 100, merged: 0, unchanged: 0, embedded, failed: 0 };
  return { id, state, priority: "normal", counts, changes: {}, createdAt: "1970-01-01T00:00:00.000Z" };
}

function createTimed(kept: Job[]) {
  const clock = { ms: 0 };
  const embeddingRate: { current: number | undefined } = { current: 10 };
  let looks = 0;
  const store: Pick<JobStore, "readJob" | "listJobs"> = {
    readJob: async (id) => kept.find((job) => job.id === id),
    async listJobs(limit) {
      looks += 1;
      return kept.slice(0, limit);
    },
  };
  const jobs = createEstimatedJobs(store as JobStore, embeddingRate, () => clock.ms);
  return { jobs, clock, embeddingRate, countLooks: () => looks };
}

describe("jobs with estimated times", () => {
  it("are read with one query for all jobs, however many calls there are", async () => {
    const kept = [makeJob("one", 50), makeJob("other", 90)];
    const { jobs, clock, countLooks } = createTimed(kept);
    expect(await jobs.readJob("one")).toEqual({ ...kept[0], papersPerSecond: 10, etaSeconds: 6 });
    expect(await jobs.readJob("other")).toEqual({ ...kept[1], papersPerSecond: 10, etaSeconds: 2 });
    expect(countLooks()).toBe(1);
    kept[0] = makeJob("one", 60);
    expect(await jobs.readJob("one")).toEqual({ ...kept[0], papersPerSecond: 10, etaSeconds: 6 });
    clock.ms = 500;
    expect(await jobs.readJob("one")).toEqual({ ...kept[0], papersPerSecond: 10, etaSeconds: 5 });
    expect(countLooks()).toBe(2);
  });

  it("have their current state when they change between two queries", async () => {
    const kept = [makeJob("one", 50)];
    const { jobs } = createTimed(kept);
    await jobs.readJob("one");
    kept[0] = makeJob("one", 50, "paused");
    expect(await jobs.readJob("one")).toEqual(kept[0]);
    kept[0] = makeJob("one", 100, "completed");
    expect(await jobs.listJobs(10)).toEqual(kept);
    kept.unshift(makeJob("new", 0, "waiting"));
    expect((await jobs.listJobs(10))[0]).toEqual({ ...kept[0], etaSeconds: 10 });
  });

  it("have no times while the rate is unknown, and need no query", async () => {
    const kept = [makeJob("one", 50)];
    const { jobs, embeddingRate, countLooks } = createTimed(kept);
    embeddingRate.current = undefined;
    expect(await jobs.readJob("one")).toEqual(kept[0]);
    expect(await jobs.readJob("none")).toBeUndefined();
    expect(countLooks()).toBe(0);
  });
});
