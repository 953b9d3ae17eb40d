import { PaperkinError } from "./client-error.js";

/**
 * Yields the bytes of an answer as they arrive. Uses a reader, because not every browser can iterate over a stream.
 * Cancels the stream if the caller stops reading.
 */
export async function* readBody(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Throws `unavailable` if the answer is cut off, or the signal's reason if an abort caused that. */
export async function* readWholeBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* readBody(body);
  } catch (cause) {
    signal?.throwIfAborted();
    const detail = "The connection was lost before the end of the answer. The server's log may explain why.";
    throw new PaperkinError("unavailable", detail, { cause });
  }
}
