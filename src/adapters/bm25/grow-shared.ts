/** The same array, or if it is too short a copy of at least twice its length. */
export function growShared<
  Kind extends
    | Int32Array<SharedArrayBuffer>
    | Uint32Array<SharedArrayBuffer>
    | Uint16Array<SharedArrayBuffer>
    | Uint8Array<SharedArrayBuffer>,
>(array: Kind, needed: number): Kind {
  if (array.length >= needed) return array;
  const length = Math.max(needed, array.length * 2, 64);
  const Constructor = array.constructor as new (buffer: SharedArrayBuffer) => Kind;
  const longer = new Constructor(new SharedArrayBuffer(length * array.BYTES_PER_ELEMENT));
  longer.set(array);
  return longer;
}
