import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readCursor,
  readPosition,
  rememberedPapers,
  writeCursor,
  writePosition,
} from "../../src/domain/paging/cursor.js";
import { queryLimits } from "../../src/domain/search/request.js";
import { AppError } from "../../src/errors.js";

const shown = (...ordinals: number[]) => ({ remembered: new Set(ordinals), forgotten: 0 });

describe("a cursor", () => {
  it("records the papers shown last, in any order and number, and how many were shown before them", () => {
    const ordinal = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    const ordinals = fc.uniqueArray(ordinal, { maxLength: 1000 });
    fc.assert(
      fc.property(ordinals, fc.nat(1e9), ordinal, (listed, forgotten, at) => {
        const remembered = new Set(listed);
        const edge = forgotten > 0 ? at : undefined;
        expect(readCursor("q", writeCursor("q", { remembered, forgotten, edge }))).toEqual({
          remembered,
          forgotten,
          edge,
        });
      }),
    );
  });

  it("is short: all remembered papers of a million fit into a request", () => {
    const remembered = new Set(Array.from({ length: rememberedPapers }, (_, at) => 1 + at * 20_000));
    const cursor = writeCursor("q", { remembered, forgotten: 900_000, edge: 38_000_000 });
    expect(cursor.length).toBeLessThan(queryLimits.cursorLength);
  });

  it.each([
    ["belongs to another query", writeCursor("other", shown(1, 2, 3))],
    ["is truncated inside a number", writeCursor("q", shown(1, 3_000_000)).slice(0, -2)],
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
