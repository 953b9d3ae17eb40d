import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, readPosition, writeCursor, writePosition } from "../../src/domain/paging/cursor.js";
import { AppError } from "../../src/errors.js";

describe("a cursor", () => {
  it("records the papers shown, in any order and number", () => {
    const ordinals = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 1000 });
    fc.assert(
      fc.property(ordinals, (shown) => {
        expect(readCursor("q", writeCursor("q", shown))).toEqual(new Set(shown));
      }),
    );
  });

  it("is short: a full result window over a million papers fits into a request", () => {
    const shown = Array.from({ length: 1000 }, (_, at) => 1 + at * 1000);
    expect(writeCursor("q", shown).length).toBeLessThan(3000);
  });

  it.each([
    ["belongs to another query", writeCursor("other", [1, 2, 3])],
    ["is truncated inside a number", writeCursor("q", [1, 300]).slice(0, -2)],
    ["is not a cursor", "nonsense!"],
    ["is empty", ""],
  ])("is rejected when it %s", (_, cursor) => {
    expect(() => readCursor("q", cursor)).toThrow(AppError);
  });
});

describe("the cursor of a listing", () => {
  it("is the last ordinal on a page", () => {
    expect(readPosition(writePosition(87_243))).toBe(87_243);
    expect(readPosition(undefined)).toBe(0);
  });

  it.each(["", " ", "-1", "1.5", "1e3", "0x10", "nonsense", "9".repeat(40)])("is rejected when it is %j", (cursor) => {
    expect(() => readPosition(cursor)).toThrow(AppError);
  });
});
