import { describe, expect, it } from "vitest";
import { countFlow, orderDecisions, type ScreenedEntry } from "../../../src/domain/screening/count-flow.js";

const addedAt = "2026-11-30T10:00:00.000Z";
const entry = (id: string, facts: Partial<ScreenedEntry> = {}): ScreenedEntry => ({ id, addedAt, ...facts });

describe("The counts of a flow diagram", () => {
  it("add up, with reasons by frequency and without regard to case", () => {
    const entries = [
      entry("a", { decision: "include" }),
      entry("b", { decision: "exclude" }),
      entry("c", { decision: "exclude", reason: "Not on children" }),
      entry("d", { decision: "exclude", reason: "not on children" }),
      entry("e"),
    ];
    expect(countFlow(entries, { duplicates: 2, nearDuplicates: 1, notRetrieved: 0 })).toEqual({
      identified: 7,
      duplicates: 2,
      nearDuplicates: 1,
      notRetrieved: 0,
      screened: 4,
      excluded: 3,
      reasons: [{ reason: "Not on children", papers: 2 }, { papers: 1 }],
      included: 1,
      undecided: 1,
    });
  });
});

describe("The order of decisions", () => {
  it("is by time; of the same time, excluded papers come first", () => {
    const at = (seconds: number) => `2026-11-30T10:00:0${seconds}.000Z`;
    const entries = [
      entry("a", { decision: "include", decidedAt: at(2) }),
      entry("b", { decision: "exclude", decidedAt: at(2) }),
      entry("c", { decision: "include", decidedAt: at(1) }),
      entry("d"),
    ];
    expect([...orderDecisions(entries)]).toEqual([1, 0, 1]);
  });
});
