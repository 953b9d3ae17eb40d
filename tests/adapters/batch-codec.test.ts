import { describe, expect, it } from "vitest";
import { decodeResults, encodeResults } from "../../src/adapters/bullmq/batch-codec.js";

const toBase64 = (...floats: number[]) => Buffer.from(Float32Array.from(floats).buffer).toString("base64");

/** The format is the same in every version; results of a foreign or faulty program show by their number. */
describe("results from another worker", () => {
  it("survive a round trip unchanged", () => {
    const results = [{ vector: Float32Array.of(1, 0) }, { failure: "no words" }, { vector: Float32Array.of(0, 1) }];
    expect(decodeResults(encodeResults(results), 3)).toEqual(results);
  });

  it.each([
    ["not JSON", "vectors"],
    ["null", "null"],
    ["a list", "[1,2]"],
    ["an object of another kind", '{"vectors":[[1,0]],"dimensions":2,"failures":[]}'],
    ["fractional dimensions", JSON.stringify({ vectors: toBase64(1, 0), dimensions: 0.5, failures: [] })],
    ["a failure of a text that was not sent", JSON.stringify({ vectors: "", dimensions: 2, failures: [[2, "x"]] })],
    ["vectors without dimensions", JSON.stringify({ vectors: toBase64(1, 0), dimensions: 0, failures: [] })],
  ])("decode to nothing when they are %s", (_what, encoded) => {
    expect(decodeResults(encoded, 2)).toEqual([]);
  });

  it("keep their number, up to one more than requested", () => {
    const encode = (vectors: string) => JSON.stringify({ vectors, dimensions: 2, failures: [] });
    expect(decodeResults(encode(toBase64(1, 0)), 2)).toHaveLength(1);
    expect(decodeResults(encode(toBase64(1, 0, 0, 1, 1, 0, 0, 1, 1, 0)), 2)).toHaveLength(3);
  });

  it("reveal a truncated vector by its length", () => {
    const cut = Buffer.from(toBase64(1, 0, 0, 1), "base64")
      .subarray(0, 14)
      .toString("base64");
    const results = decodeResults(JSON.stringify({ vectors: cut, dimensions: 2, failures: [] }), 2);
    expect(results).toEqual([{ vector: Float32Array.of(1, 0) }, { vector: Float32Array.of(0) }]);
  });
});
