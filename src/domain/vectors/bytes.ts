/*
 * A vector as bytes, in the store, on the queue and in an export: float32, little-endian, one number after another.
 */

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Where the machine is little-endian, as nearly all are, it is the vector's own memory. */
export function vectorToBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return isBigEndian ? Buffer.from(bytes).swap32() : bytes;
}

/** Copies the bytes, because floats must be aligned; drops a remainder that is shorter than a float. */
export function bytesToVector(bytes: Uint8Array): Float32Array {
  const end = bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 4);
  const copy = bytes.buffer.slice(bytes.byteOffset, end);
  if (isBigEndian) Buffer.from(copy).swap32();
  return new Float32Array(copy);
}
