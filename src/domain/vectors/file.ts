/** The number types of a vector file; both little-endian. */
export const vectorTypes = ["f16", "f32"] as const;
export type VectorType = (typeof vectorTypes)[number];

const bytesPerNumber: Record<VectorType, number> = { f16: 2, f32: 4 };

/** Size of one vector in a vector file, which contains consecutive vectors without a header. */
export function countVectorBytes(type: VectorType, dimensions: number): number {
  return bytesPerNumber[type] * dimensions;
}

/** Decodes one vector from exactly its bytes. */
export function decodeVector(bytes: Uint8Array, type: VectorType): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = new Float32Array(bytes.byteLength / bytesPerNumber[type]);
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] =
      type === "f16" ? (float16Values[view.getUint16(index * 2, true)] ?? 0) : view.getFloat32(index * 4, true);
  }
  return vector;
}

/**
 * Decodes 16 bits as IEEE 754 binary16 (IEEE 754-2019, section 3.4): one sign bit, five exponent bits with a bias of
 * 15, ten fraction bits. Exponent 0 is a subnormal without the leading 1, exponent 31 infinity or NaN.
 */
export function decodeFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** All 65,536 values: a lookup is many times faster than the computation, and a corpus contains millions of numbers. */
const float16Values = Float32Array.from({ length: 0x10000 }, (_, bits) => decodeFloat16(bits));
