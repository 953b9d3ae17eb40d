import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSeenPapers } from "../../src/domain/ingest/seen-papers.js";

describe("the seen papers", () => {
  it("are remembered with the last value set, as in a map", () => {
    const change = fc.constantFrom("new", "changed", "unchanged");
    const notes = fc.array(fc.tuple(fc.string({ maxLength: 3 }), change), { maxLength: 300 });
    fc.assert(
      fc.property(notes, (noted) => {
        const seen = createSeenPapers();
        const map = new Map<string, string>();
        for (const [id, value] of noted) {
          expect(seen.read(id)).toBe(map.get(id));
          seen.note(id, value);
          map.set(id, value);
        }
        for (const [id, value] of map) expect(seen.read(id)).toBe(value);
      }),
    );
  });

  it("are all remembered when there are many, and only they", () => {
    const seen = createSeenPapers();
    for (let number = 0; number < 10_000; number += 1)
      seen.note(`paper ${number}`, number % 2 === 0 ? "new" : "changed");
    const found = (from: number, to: number) => {
      let count = 0;
      for (let number = from; number < to; number += 1) if (seen.read(`paper ${number}`) !== undefined) count += 1;
      return count;
    };
    expect([found(0, 10_000), found(10_000, 20_000)]).toEqual([10_000, 0]);
    expect([seen.read("paper 4"), seen.read("paper 5")]).toEqual(["new", "changed"]);
  });
});
