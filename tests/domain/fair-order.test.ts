import { describe, expect, it } from "vitest";
import { type JobShare, measurePriorityLag, orderFairly } from "../../src/domain/jobs/fair-order.js";

const makeTurn = (jobId: string, turn: Partial<JobShare> = {}): JobShare => {
  return { jobId, priority: "normal", batches: 0, done: 0, ...turn };
};
const order = (...turns: JobShare[]) => orderFairly(turns).map(({ jobId }) => jobId);

describe("the turns of jobs", () => {
  it("come first to who has the fewest batches on the queue", () => {
    expect(order(makeTurn("seven", { batches: 7 }), makeTurn("none"), makeTurn("one", { batches: 1 }))).toEqual([
      "none",
      "one",
      "seven",
    ]);
  });

  it("come first to who has had less, and else to the older job", () => {
    expect(order(makeTurn("most", { done: 9 }), makeTurn("old"), makeTurn("new"))).toEqual(["old", "new", "most"]);
  });

  it("come by priority", () => {
    const busy = { batches: 7 };
    const high = makeTurn("high", { priority: "high", ...busy });
    expect(order(makeTurn("low", { priority: "low" }), makeTurn("normal", busy), high)).toEqual([
      "high",
      "normal",
      "low",
    ]);
  });

  it("are put off by so much at most, whatever comes", () => {
    // A low one with 32 batches on the queue: the most that there may be.
    expect(measurePriorityLag({ priority: "low", batches: 32 })).toBe(192);
  });
});
