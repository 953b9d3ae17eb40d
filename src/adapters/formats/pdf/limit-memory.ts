/** What the streams of one file may unpack to, all together. */
const maxBytes = 256 * 1024 * 1024;
/** Smaller arrays are left to the limit of the heap. */
const countedBytes = 1024 * 1024;

let left = maxBytes;

/**
 * Lets the next file unpack as much as any other. A thread's limits hold for its heap only, while pdf.js unpacks streams
 * into typed arrays, where 64 KiB may become gigabytes: so this thread counts the large ones.
 */
export function grantMemory(): void {
  left = maxBytes;
}

globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, parameters: unknown[], newTarget) {
    const [length] = parameters;
    if (typeof length === "number" && length >= countedBytes) {
      left -= length;
      if (left < 0) throw new RangeError(`its streams unpack to more than ${maxBytes / 1024 / 1024} MiB`);
    }
    return Reflect.construct(target, parameters, newTarget) as Uint8Array;
  },
});
