import type { Request } from "express";
import { AppError } from "../errors.js";

/** A sender that pauses for longer, while more is awaited, has gone or never meant to finish. */
const pauseSeconds = 60;

/**
 * The body as it arrives. Throws `timed_out` when the sender pauses too long; time in which the reader is busy does not
 * count. A reader that stops early leaves the connection open, as the answer is still to be sent.
 */
export async function* readChunks(request: Request, limitSeconds = pauseSeconds): AsyncGenerator<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  let isPaused = false;
  try {
    for (;;) {
      const next = await inTime(chunks.next(), limitSeconds);
      isPaused = next === undefined;
      if (!next) throw new AppError("timed_out", `Nothing of the body arrived for ${limitSeconds} seconds.`);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // The iterator of a paused body would end only with its next part.
    if (!isPaused) await chunks.return?.();
  }
}

async function inTime<Value>(value: Promise<Value>, seconds: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), seconds * 1000);
  });
  try {
    return await Promise.race([value, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
