import { describe, expect, it } from "vitest";
import { addProgress, type Job, type JobState } from "../../src/domain/jobs/job.js";

function makeJob(
  id: string,
  state: JobState,
  counts: Partial<Job["counts"]>,
  priority: Job["priority"] = "normal",
): Job {
  const none = { total: 0, accepted: 0, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
  return { id, state, priority, counts: { ...none, ...counts }, changes: {}, createdAt: "1970-01-01T00:00:00.000Z" };
}

describe("the rate and ETA of jobs", () => {
  const waiting = makeJob("newest", "waiting", { accepted: 100 });
  const paused = makeJob("paused", "paused", { accepted: 1000, embedded: 10 });
  const running = makeJob("running", "active", { accepted: 50, embedded: 20, failed: 10 });
  const ended = makeJob("ended", "completed", { accepted: 5, embedded: 5 });

  it("share the embedding rate among jobs, except paused and finished ones", () => {
    // While the running job embeds its last 20, the newest embeds 20 too; 120 papers in all, at 4 per second.
    expect(addProgress([waiting, paused, running, ended], 4)).toEqual([
      { ...waiting, etaSeconds: 30 },
      paused,
      { ...running, papersPerSecond: 4, etaSeconds: 10 },
      ended,
    ]);
  });

  it("account for jobs of higher priority first", () => {
    const urgent = makeJob("urgent", "waiting", { accepted: 40 }, "high");
    const patient = makeJob("patient", "waiting", { accepted: 4 }, "low");
    const read = (jobs: readonly Job[]) => addProgress(jobs, 4).map(({ etaSeconds }) => etaSeconds);
    expect(read([patient, urgent, waiting])).toEqual([36, 10, 35]);
  });

  it("are absent while the rate is unknown", () => {
    expect(addProgress([waiting, running], undefined)).toEqual([waiting, running]);
  });

  it("have no ETA when no papers remain", () => {
    const job = makeJob("reading", "active", { accepted: 10, embedded: 10 });
    expect(addProgress([job], 4)).toEqual([{ ...job, papersPerSecond: 4 }]);
  });
});
