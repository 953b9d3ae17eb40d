import { describe, expect, it } from "vitest";
import { groupCalls } from "../../src/domain/concurrency/group-calls.js";

describe("Calls that are grouped", () => {
  it("run together in one turn of the event loop, and each gets its own result", async () => {
    const groups: (readonly number[])[] = [];
    const double = groupCalls(async (items: readonly number[]) => {
      groups.push(items);
      return items.map((item) => 2 * item);
    });
    expect(await Promise.all([double(1), double(2), double(1)])).toEqual([2, 4, 2]);
    expect(await double(5)).toBe(10);
    expect(groups).toEqual([[1, 2, 1], [5]]);
  });

  it("all fail with the error of their group, and the next group runs", async () => {
    const fail = groupCalls(async (items: readonly string[]) => {
      if (items.includes("bad")) throw new Error("refused");
      return items;
    });
    expect(await Promise.allSettled([fail("good"), fail("bad")])).toEqual(
      [1, 2].map(() => ({ status: "rejected", reason: new Error("refused") })),
    );
    expect(await fail("good")).toBe("good");
  });
});
