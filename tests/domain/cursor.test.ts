import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, readPosition, writeCursor, writePosition } from "../../src/domain/paging/cursor.js";
import { AppError } from "../../src/errors.js";

describe("a cursor", () => {
  it("names the papers shown, in any order and of any size", () => {
    const ordinals = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 1000 });
    fc.assert(
      fc.property(ordinals, (shown) => {
        expect(readCursor("q", writeCursor("q", shown))).toEqual(new Set(shown));
      }),
    );
  });

  it("is short: a whole window of a million papers' corpus fits into a request", () => {
    const shown = Array.from({ length: 1000 }, (_, at) => 1 + at * 1000);
    expect(writeCursor("q", shown).length).toBeLessThan(3000);
  });

  it.each([
    ["of another question", writeCursor("other", [1, 2, 3])],
    ["that is cut off in a number", writeCursor("q", [1, 300]).slice(0, -2)],
    ["that is none", "nonsense!"],
    ["that is empty", ""],
  ])("is refused when it is one %s", (_, cursor) => {
    expect(() => readCursor("q", cursor)).toThrow(AppError);
  });
});

describe("the cursor of a list", () => {
  it("is the last ordinal of a page", () => {
    expect(readPosition(writePosition(87_243))).toBe(87_243);
    expect(readPosition(undefined)).toBe(0);
  });

  it.each(["", " ", "-1", "1.5", "1e3", "0x10", "nonsense", "9".repeat(40)])("is refused when it is %j", (cursor) => {
    expect(() => readPosition(cursor)).toThrow(AppError);
  });
});
