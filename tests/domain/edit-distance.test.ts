import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countEdits } from "../../src/domain/text/edit-distance.js";

describe("countEdits", () => {
  it.each([
    ["graph", "graph", 0],
    ["graph", "graphs", 1],
    ["graph", "grap", 1],
    ["graph", "grath", 1],
    ["graph", "garph", 1],
    ["graph", "raphg", 2],
    ["kernel", "krenle", 2],
    ["ca", "abc", undefined],
    ["", "ab", 2],
    ["", "", 0],
    ["naïf", "naif", 1],
    ["a𝒳b", "ab", 1],
  ])("counts from %s to %s, %s of at most 2", (one, other, expected) => {
    expect(countEdits(one, other, 2)).toBe(expected);
    expect(countEdits(other, one, 2)).toBe(expected);
  });

  it("agrees with the full dynamic-programming table", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (one, other, most) => {
        const expected = fillTable(one, other);
        expect(countEdits(one, other, most)).toBe(expected <= most ? expected : undefined);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });
});

/** The textbook recurrence. */
function fillTable(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: other.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1;
      const swaps =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
          ? table[row - 2]![column - 2]! + 1
          : Infinity;
      table[row]![column] = Math.min(
        table[row - 1]![column]! + 1,
        table[row]![column - 1]! + 1,
        table[row - 1]![column - 1]! + change,
        swaps,
      );
    }
  }
  return table[one.length]![other.length]!;
}
