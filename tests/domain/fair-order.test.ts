import { describe, expect, it } from "vitest";
import { type JobShare, measurePriorityLag, orderFairly } from "../../src/domain/jobs/fair-order.js";

const makeTurn = (jobId: string, turn: Partial<JobShare> = {}): JobShare => {
  return { jobId, priority: "normal", batches: 0, done: 0, ...turn };
};
const order = (...turns: JobShare[]) => orderFairly(turns).map(({ jobId }) => jobId);

describe("the order of jobs", () => {
  it("starts with the job that has the fewest batches on the queue", () => {
    expect(order(makeTurn("seven", { batches: 7 }), makeTurn("none"), makeTurn("one", { batches: 1 }))).toEqual([
      "none",
      "one",
      "seven",
    ]);
  });

  it("prefers the job with fewer papers done, then the older one", () => {
    expect(order(makeTurn("most", { done: 9 }), makeTurn("old"), makeTurn("new"))).toEqual(["old", "new", "most"]);
  });

  it("follows priority", () => {
    const busy = { batches: 7 };
    const high = makeTurn("high", { priority: "high", ...busy });
    expect(order(makeTurn("low", { priority: "low" }), makeTurn("normal", busy), high)).toEqual([
      "high",
      "normal",
      "low",
    ]);
  });

  it("has a maximum lag", () => {
    // A low-priority job with 32 batches, the maximum on the queue.
    expect(measurePriorityLag({ priority: "low", batches: 32 })).toBe(192);
  });
});
