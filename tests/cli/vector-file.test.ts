import { describe, expect, it } from "vitest";
import { countVectorBytes, decodeFloat16, decodeVector } from "../../src/domain/vectors/file.js";

describe("a vector file", () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x83ff, -1023 * 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, NaN],
  ])("holds %i as the float16 number %d", (bits, value) => {
    expect(decodeFloat16(bits)).toBe(value);
  });

  it("is little-endian in both types, at any byte offset", () => {
    const float16 = Uint8Array.of(255, 0x00, 0x3c, 0x00, 0xc0).subarray(1);
    expect([...decodeVector(float16, "f16")]).toEqual([1, -2]);
    const float32 = Uint8Array.of(255, 0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00, 0xc0).subarray(1);
    expect([...decodeVector(float32, "f32")]).toEqual([1, -2]);
  });

  it("uses two or four bytes per number", () => {
    expect(countVectorBytes("f16", 384)).toBe(768);
    expect(countVectorBytes("f32", 384)).toBe(1536);
  });
});
