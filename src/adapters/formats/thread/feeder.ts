import type { MessagePort } from "node:worker_threads";
import { AppError } from "../../../errors.js";
import type { ToThread } from "./protocol.js";

export interface Feeder {
  /** Sends the next chunk, or the end. */
  feed(): Promise<void>;
  /** What the source failed with, if it did. */
  readonly failure: unknown;
  close(): void;
}

export interface FedSource {
  readonly port: Pick<MessagePort, "postMessage">;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Whether other sources wait for a thread. */
  readonly isCrowded: () => boolean;
}

/** How long a source may let its thread wait for bytes, all together, while others wait for a thread. */
const patienceSeconds = 10;

/** Sends chunks in order, one for each request. */
export function createFeeder({ port, chunks, isCrowded }: FedSource): Feeder {
  const iterator = chunks[Symbol.asyncIterator]();
  const patience = createPatience(isCrowded);
  let last: Promise<void> = Promise.resolve();
  let failure: unknown;
  let isOver = false;
  const send = (message: ToThread, moved: readonly ArrayBuffer[] = []) => port.postMessage(message, moved);
  const feedOne = async () => {
    if (isOver) return;
    try {
      const { value, done } = await patience.await(iterator.next());
      isOver ||= done === true;
      if (done === true) return send({ ended: true });
      // Moved to the thread, so it must not share its memory with other chunks.
      const chunk = new Uint8Array(value);
      send({ chunk }, [chunk.buffer]);
    } catch (error) {
      isOver = true;
      failure = error;
      send({ broken: true });
    }
  };
  return {
    feed: () => (last = last.then(feedOne)),
    get failure() {
      return failure;
    },
    close() {
      isOver = true;
      // A source that waits for its next bytes closes only after they have come.
      iterator.return?.().then(undefined, () => undefined);
    },
  };
}

const tickMs = 1_000;

/** Waits for bytes as long as it takes, but not long while others wait for their turn. */
function createPatience(isCrowded: () => boolean) {
  let left = patienceSeconds * 1_000;
  return {
    async await<Value>(value: Promise<Value>): Promise<Value> {
      let timer: NodeJS.Timeout | undefined;
      const end = new Promise<never>((_, reject) => {
        timer = setInterval(() => {
          if (isCrowded()) left -= tickMs;
          if (left > 0) return;
          const message = `Other files wait to be read, and this one arrives too slowly: ${patienceSeconds} seconds were spent waiting for it.`;
          reject(new AppError("timed_out", message));
        }, tickMs);
      });
      try {
        return await Promise.race([value, end]);
      } finally {
        clearInterval(timer);
      }
    },
  };
}
