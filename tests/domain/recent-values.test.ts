import { describe, expect, it } from "vitest";
import { createRecentValues } from "../../src/domain/caching/recent-values.js";

describe("recent values", () => {
  it("are at most so many, and the least recently used one is dropped first", () => {
    const values = createRecentValues<number>(2);
    values.set("a", 1);
    values.set("b", 2);
    expect(values.get("a")).toBe(1);
    values.set("c", 3);
    expect(["a", "b", "c"].map(values.get)).toEqual([1, undefined, 3]);
    values.set("a", 4);
    expect(values.get("a")).toBe(4);
  });

  it("can be removed", () => {
    const values = createRecentValues<number>(2);
    values.set("a", 1);
    values.set("b", 2);
    values.delete("a");
    expect(["a", "b"].map(values.get)).toEqual([undefined, 2]);
    values.clear();
    expect(values.get("b")).toBeUndefined();
  });
});
