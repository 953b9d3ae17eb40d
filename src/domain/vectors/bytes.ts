/*
 * A vector as bytes in the store, on the queue and in an export: consecutive little-endian float32 numbers.
 */

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** On a little-endian machine, which nearly all are, the result shares the memory of the vector. */
export function vectorToBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return isBigEndian ? Buffer.from(bytes).swap32() : bytes;
}

/** On a little-endian machine, the result shares the memory of aligned bytes. Ignores an incomplete float at the end. */
export function bytesToVector(bytes: Uint8Array): Float32Array {
  const length = Math.floor(bytes.byteLength / 4);
  if (!isBigEndian && bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, length);
  const copy = new Uint8Array(bytes.subarray(0, 4 * length));
  if (isBigEndian) Buffer.from(copy.buffer).swap32();
  return new Float32Array(copy.buffer);
}
