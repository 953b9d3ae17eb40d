import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clearBit,
  collectOrdinals,
  countBits,
  createOrdinalSet,
  filterBits,
  findLowestBit,
  listMembers,
  retainBits,
  setBit,
} from "../../src/domain/search/ordinal-set.js";

describe("an ordinal set", () => {
  it("keeps ordinal o in bit o & 31 of word o >>> 5", () => {
    expect([...collectOrdinals([0, 5, 31, 32, 64]).bits]).toEqual([0x8000_0021, 1, 1]);
    expect([...createOrdinalSet(Uint32Array.of(0x8000_0021, 1, 1)).values()]).toEqual([0, 5, 31, 32, 64]);
  });

  it("may be empty", () => {
    const empty = collectOrdinals([]);
    expect([empty.size, [...empty.values()], empty.has(0), empty.has(1000)]).toEqual([0, [], false, false]);
  });

  it("contains what a Set would, in ascending order", () => {
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

  it("answers as a set of any engine does", async () => {
    const set = collectOrdinals([2, 70, 5, 9]);
    expect(await set.count()).toBe(4);
    expect([...(await set.pick([9, 3, 70, 10_000]))]).toEqual([9, 70]);
    expect([[...(await set.list())], [...(await set.list(2))]]).toEqual([
      [2, 5, 9, 70],
      [2, 5],
    ]);
    expect([[...(await set.sample(2))], [...(await set.sample(9))]]).toEqual([
      [2, 9],
      [2, 5, 9, 70],
    ]);
  });

  it("combines with another as two Sets do, whatever their lengths", () => {
    const ordinals = fc.uniqueArray(fc.nat({ max: 300 }));
    fc.assert(
      fc.property(ordinals, ordinals, (one, other) => {
        const [left, right] = [collectOrdinals(one), collectOrdinals(other)];
        const ascending = (list: readonly number[]) => list.toSorted((first, second) => first - second);
        const both = ascending(one.filter((ordinal) => other.includes(ordinal)));
        expect([...left.intersect(right).values()]).toEqual(both);
        expect([...left.unite(right).values()]).toEqual(ascending([...new Set([...one, ...other])]));
        expect([...left.subtract(right).values()]).toEqual(ascending(one.filter((bit) => !other.includes(bit))));
        expect([...left.add(other).values()]).toEqual([...left.unite(right).values()]);
        expect([...left.remove(other).values()]).toEqual([...left.subtract(right).values()]);
        const retained = left.bits.slice();
        retainBits(retained, right.bits);
        expect([[...listMembers(retained)], retained.length]).toEqual([both, left.bits.length]);
        expect([...left.values()]).toEqual(ascending(one));
      }),
    );
  });

  it("can be changed bit by bit while it is built", () => {
    const bits = new Uint32Array(3);
    for (const ordinal of [0, 31, 32, 70, 95]) setBit(bits, ordinal);
    clearBit(bits, 32);
    clearBit(bits, 33);
    expect([...listMembers(bits)]).toEqual([0, 31, 70, 95]);
    filterBits(bits, (ordinal) => ordinal % 2 === 1);
    expect([...listMembers(bits)]).toEqual([31, 95]);
  });

  it("counts and finds the bits of a word", () => {
    expect(countBits(0)).toBe(0);
    fc.assert(
      fc.property(
        fc.integer().filter((any) => any !== 0),
        (word) => {
          const digits = (word >>> 0).toString(2);
          expect(countBits(word)).toBe([...digits].filter((digit) => digit === "1").length);
          expect(findLowestBit(word)).toBe(digits.length - 1 - digits.lastIndexOf("1"));
        },
      ),
    );
  });
});
