import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectOrdinals, createOrdinalSet } from "../../src/domain/search/ordinal-set.js";

describe("an ordinal set", () => {
  it("keeps ordinal o in bit o & 31 of word o >>> 5", () => {
    expect([...collectOrdinals([0, 5, 31, 32, 64]).bits]).toEqual([0x8000_0021, 1, 1]);
    expect([...createOrdinalSet(Uint32Array.of(0x8000_0021, 1, 1)).values()]).toEqual([0, 5, 31, 32, 64]);
  });

  it("may be empty", () => {
    const empty = collectOrdinals([]);
    expect([empty.size, [...empty.values()], empty.has(0), empty.has(1000)]).toEqual([0, [], false, false]);
  });

  it("holds what a Set would hold, in ascending order", () => {
    const ordinals = fc.array(fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(ordinals, fc.integer({ min: 0, max: 2000 }), (members, probe) => {
        const expected = new Set(members);
        const set = collectOrdinals(members);
        expect([...set.values()]).toEqual([...expected].toSorted((one, other) => one - other));
        expect(set.size).toBe(expected.size);
        expect(set.has(probe)).toBe(expected.has(probe));
        expect([...createOrdinalSet(set.bits).values()]).toEqual([...set.values()]);
      }),
    );
  });
});
