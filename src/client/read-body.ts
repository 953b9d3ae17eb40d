import { PaperkinError } from "./client-error.js";

/**
 * The bytes of an answer as they come. With a reader, as not every browser lets a stream be iterated. Who stops reading
 * cancels the stream.
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

/** Throws `unavailable` where the answer ends before its end, and the signal's reason where that is why. */
export async function* readWholeBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* readBody(body);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new PaperkinError("unavailable", "The answer broke off before its end. The server's log may say why.", {
      cause,
    });
  }
}
