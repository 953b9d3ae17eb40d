import { PaperkinError } from "./client-error.js";

/**
 * The bytes of an answer as they arrive. Uses a reader, as not every browser can iterate over a stream. A caller that
 * stops reading cancels the stream.
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

/** Throws `unavailable` when the answer breaks off, or the signal's reason when an abort caused that. */
export async function* readWholeBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* readBody(body);
  } catch (cause) {
    signal?.throwIfAborted();
    const detail = "The answer broke off before its end. The server's log may say why.";
    throw new PaperkinError("unavailable", detail, { cause });
  }
}
