import { describe, expect, it } from "vitest";
import { bytesToVector, vectorToBytes } from "../../src/domain/vectors/bytes.js";

const vector = Float32Array.of(0.25, -1.5, 3);

/** The bytes of the vector, so far from the start of their memory, with some more behind. */
function placeBytes(offset: number, rest = 0): Buffer {
  const memory = Buffer.alloc(offset + vector.byteLength + rest);
  memory.set(vectorToBytes(vector), offset);
  return memory.subarray(offset);
}

describe("bytesToVector", () => {
  it("reads what vectorToBytes wrote, wherever the bytes lie", () => {
    for (let offset = 0; offset <= 8; offset += 1) expect(bytesToVector(placeBytes(offset))).toEqual(vector);
  });

  it("ignores an incomplete float at the end", () => {
    for (let rest = 1; rest < 4; rest += 1) {
      expect(bytesToVector(placeBytes(0, rest))).toEqual(vector);
      expect(bytesToVector(placeBytes(1, rest))).toEqual(vector);
    }
  });
});
