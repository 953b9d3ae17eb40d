import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutBatches } from "../../src/domain/ingest/text-batches.js";

const identity = (length: number) => length;
const lengths = fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 100 });
const limits = fc.record({ tokens: fc.integer({ min: 1, max: 5_000 }), texts: fc.integer({ min: 1, max: 20 }) });

describe("batches of texts", () => {
  it("group texts of similar length, longest first, and put an oversized text in its own batch", () => {
    const batches = cutBatches([10, 300, 12, 40, 11, 50], identity, { tokens: 100, texts: 3 });
    expect(batches).toEqual([[300], [50, 40], [12, 11, 10]]);
  });

  it("are none without texts", () => {
    expect(cutBatches([], identity, { tokens: 100, texts: 3 })).toEqual([]);
  });

  it("contain each text once, sorted by length, with ties in their original order", () => {
    fc.assert(
      fc.property(lengths, limits, (given, most) => {
        const texts = given.map((length, place) => ({ length, place }));
        const batches = cutBatches(texts, ({ length }) => length, most);
        const sorted = texts.toSorted((one, other) => other.length - one.length || one.place - other.place);
        expect(batches.flat()).toEqual(sorted);
      }),
    );
  });

  it("respect both limits, padding included, and are as large as the limits allow", () => {
    fc.assert(
      fc.property(lengths, limits, (given, most) => {
        const fits = (batch: readonly number[]) =>
          batch.length <= most.texts && batch.length * Math.max(...batch) <= most.tokens;
        const batches = cutBatches(given, identity, most);
        for (const batch of batches) expect(fits(batch) || batch.length === 1).toBe(true);
        for (const [at, [next]] of batches.slice(1).entries()) expect(fits([...batches[at]!, next!])).toBe(false);
      }),
    );
  });
});
