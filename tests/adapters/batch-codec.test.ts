import { describe, expect, it } from "vitest";
import { decodeResults, encodeResults } from "../../src/adapters/bullmq/batch-codec.js";

const toBase64 = (...floats: number[]) => Buffer.from(Float32Array.from(floats).buffer).toString("base64");

/** Every version writes what the first one wrote; what another program or a broken one writes is told by its number. */
describe("results from another worker", () => {
  it("come back as they were", () => {
    const results = [{ vector: Float32Array.of(1, 0) }, { failure: "no words" }, { vector: Float32Array.of(0, 1) }];
    expect(decodeResults(encodeResults(results), 3)).toEqual(results);
  });

  it.each([
    ["no JSON", "vectors"],
    ["null", "null"],
    ["a list", "[1,2]"],
    ["an object of another kind", '{"vectors":[[1,0]],"dimensions":2,"failures":[]}'],
    ["dimensions that are none", JSON.stringify({ vectors: toBase64(1, 0), dimensions: 0.5, failures: [] })],
    ["a failure of a text that was not sent", JSON.stringify({ vectors: "", dimensions: 2, failures: [[2, "x"]] })],
    ["vectors without dimensions", JSON.stringify({ vectors: toBase64(1, 0), dimensions: 0, failures: [] })],
  ])("are none when they are %s", (_what, encoded) => {
    expect(decodeResults(encoded, 2)).toEqual([]);
  });

  it("are as many as came, and one more than were asked for at most", () => {
    const encode = (vectors: string) => JSON.stringify({ vectors, dimensions: 2, failures: [] });
    expect(decodeResults(encode(toBase64(1, 0)), 2)).toHaveLength(1);
    expect(decodeResults(encode(toBase64(1, 0, 0, 1, 1, 0, 0, 1, 1, 0)), 2)).toHaveLength(3);
  });

  it("show a vector that was cut off by its length", () => {
    const cut = Buffer.from(toBase64(1, 0, 0, 1), "base64")
      .subarray(0, 14)
      .toString("base64");
    const results = decodeResults(JSON.stringify({ vectors: cut, dimensions: 2, failures: [] }), 2);
    expect(results).toEqual([{ vector: Float32Array.of(1, 0) }, { vector: Float32Array.of(0) }]);
  });
});
