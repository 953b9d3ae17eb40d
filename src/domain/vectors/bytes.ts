/*
 * A vector as bytes in the store, on the queue and in an export: consecutive little-endian float32 numbers.
 */

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** On a little-endian machine, which nearly all are, the result shares the memory of the vector. */
export function vectorToBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return isBigEndian ? Buffer.from(bytes).swap32() : bytes;
}

/** Copies the bytes, because floats must be aligned; ignores an incomplete float at the end. */
export function bytesToVector(bytes: Uint8Array): Float32Array {
  const end = bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 4);
  const copy = bytes.buffer.slice(bytes.byteOffset, end);
  if (isBigEndian) Buffer.from(copy).swap32();
  return new Float32Array(copy);
}
