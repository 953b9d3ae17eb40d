import { AppError, describeError } from "../../../errors.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { createInbox } from "./inbox.js";
import {
  chunksAhead,
  type FromThread,
  type ReadTask,
  recordsAhead,
  type SentError,
  type ToThread,
} from "./protocol.js";

const turnMs = 500;

/** Reads one source in this thread, as its bytes come in and its records are taken. */
export async function serveSource(format: PaperFormat, { options, port, progress }: ReadTask): Promise<void> {
  const chunks = createInbox<ToThread>();
  let free = recordsAhead;
  let resume: (() => void) | undefined;
  const post = (message: FromThread) => port.postMessage(message);
  port.on("message", (message: ToThread) => {
    if (!("taken" in message)) return chunks.put(message);
    free += message.taken;
    resume?.();
  });
  const turns = setInterval(() => Atomics.add(progress.turns, 0, 1), turnMs);
  const wait = async <Value>(until: Promise<Value>): Promise<Value> => {
    Atomics.store(progress.waits, 0, 1);
    const value = await until;
    Atomics.store(progress.waits, 0, 0);
    Atomics.add(progress.steps, 0, 1);
    return value;
  };
  async function* readChunks(): AsyncGenerator<Uint8Array> {
    for (let ahead = 0; ahead < chunksAhead; ahead += 1) post({ needs: "chunk" });
    for (;;) {
      const message = await wait(chunks.take());
      if (!("chunk" in message)) {
        if ("broken" in message) throw new Error("the source is broken");
        return;
      }
      post({ needs: "chunk" });
      yield message.chunk;
    }
  }
  Atomics.add(progress.turns, 0, 1);
  try {
    const { records, ...opened } = await format.open(readChunks(), options);
    post({ opened });
    for await (const record of records) {
      if (free === 0) await wait(new Promise<void>((resolve) => (resume = resolve)));
      free -= 1;
      post({ record });
      Atomics.add(progress.steps, 0, 1);
    }
    post({ ended: true });
  } catch (error) {
    post({ failed: sendError(error) });
  } finally {
    clearInterval(turns);
    port.close();
  }
}

function sendError(error: unknown): SentError {
  if (!(error instanceof AppError)) return { message: describeError(error) };
  const { code, message, details, members } = error;
  return { code, message, details, members };
}
