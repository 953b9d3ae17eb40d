import { describe, expect, it } from "vitest";
import { addProgress, type Job, type JobState } from "../../src/domain/job.js";

function makeJob(id: string, state: JobState, [accepted, embedded, failed]: [number, number, number]): Job {
  const counts = { total: accepted, accepted, unchanged: 0, embedded, failed };
  return { id, state, counts, createdAt: "1970-01-01T00:00:00.000Z" };
}

describe("how fast jobs are, and when they are done", () => {
  const jobs = [
    makeJob("newest", "waiting", [100, 0, 0]),
    makeJob("paused", "paused", [1000, 10, 0]),
    makeJob("running", "active", [50, 20, 10]),
    makeJob("ended", "completed", [5, 5, 0]),
  ];

  it("counts what comes first, and leaves out what is paused or has ended", () => {
    // 20 papers are left of the running one and 100 of the newest, at 4 a second.
    expect(addProgress(jobs, 4)).toEqual([
      { ...jobs[0], etaSeconds: 30 },
      jobs[1],
      { ...jobs[2], papersPerSecond: 4, etaSeconds: 5 },
      jobs[3],
    ]);
  });

  it("is not said while the rate is unknown", () => {
    expect(addProgress(jobs, undefined)).toEqual(jobs);
  });

  it("has no end to tell where nothing is left", () => {
    const job = makeJob("reading", "active", [10, 10, 0]);
    expect(addProgress([job], 4)).toEqual([{ ...job, papersPerSecond: 4 }]);
  });
});
