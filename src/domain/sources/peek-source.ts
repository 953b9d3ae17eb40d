/** The first bytes of a source, and the whole source including them. */
export interface PeekedSource {
  readonly head: Uint8Array;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Closes a source that is not read further; not needed after reading `chunks`. */
  close(): Promise<void>;
}

/** Reads at least `bytes` bytes, or the whole source if it is shorter. */
export async function peekSource(source: AsyncIterable<Uint8Array>, bytes: number): Promise<PeekedSource> {
  const iterator = source[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let held = 0;
  while (held < bytes) {
    const { value, done } = await iterator.next();
    if (done) break;
    parts.push(value);
    held += value.length;
  }
  const close = async () => void (await iterator.return?.());
  return { head: joinBytes(parts).subarray(0, bytes), chunks: replay(parts, iterator), close };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

async function* replay(
  parts: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* parts;
    yield* { [Symbol.asyncIterator]: () => iterator };
  } finally {
    // Closes the source if the reader stops within the parts.
    await iterator.return?.();
  }
}
