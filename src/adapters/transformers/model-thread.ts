import { Piscina } from "piscina";
import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import { resolveThreadEntry, type ThreadEntry } from "../thread-entry.js";
import type { TextTask } from "./embed-texts.js";
import type { EmbedTask, EmbedThreadData, ThreadProgress } from "./embed-thread.js";
import { createHangWatch } from "./hang-watch.js";
import type { EncoderOptions } from "./load-encoder.js";

export interface ModelThreadOptions {
  readonly encoder: EncoderOptions;
  /** Texts, or batches, that the thread takes at once; it embeds one after another. */
  readonly width: number;
  /** The `nice` value of the thread; only on Linux, where it is set per thread. */
  readonly niceIncrement: number;
  /** The thread ends after this long without work, and the next text starts another. */
  readonly idleMs: number;
  /** How long a thread may work on one text or batch before it counts as hung. */
  readonly textLimitSeconds: number;
  /** The code of the thread; tests use one that hangs. */
  readonly entry: Pick<ThreadEntry, "filename"> | undefined;
}

/** A thread with its own copy of the model, started and loaded by its first text. */
export interface ModelThread {
  /** Texts, or batches, that it was given and that are not done. */
  readonly inHand: number;
  /** Whether the model is loaded, so that the next text needs only its own time. */
  readonly isLoaded: boolean;
  /** Resolves with `undefined` when the thread has hung on these texts. Throws when the model cannot be loaded. */
  embed(texts: readonly TextTask[]): Promise<readonly EmbedResult[] | undefined>;
  /** To be called when nothing is in hand: ending a thread in the middle of ONNX ends the process. */
  close(): Promise<void>;
}

export function createModelThread(options: ModelThreadOptions): ModelThread {
  const { idleMs } = options;
  let current: StartedThread | undefined;
  let inHand = 0;
  let idle: NodeJS.Timeout | undefined;
  /** After a failure too, so that the next text loads the model again. */
  const end = async () => {
    const ended = current;
    current = undefined;
    await ended?.end();
  };
  /** Texts that only waited for a thread that another text hung are run again, by the next one. */
  const run = async (texts: readonly TextTask[]): Promise<readonly EmbedResult[] | undefined> => {
    for (;;) {
      current ??= startThread(options, () => (current = undefined));
      const outcome = await current.run(texts).catch((error: unknown) => end().then(() => Promise.reject(error)));
      if (outcome !== "ended") return outcome === "hung" ? undefined : outcome;
    }
  };
  return {
    get inHand() {
      return inHand;
    },
    get isLoaded() {
      return current?.isLoaded() === true;
    },
    async embed(texts) {
      clearTimeout(idle);
      inHand += 1;
      try {
        return await run(texts);
      } finally {
        inHand -= 1;
        if (inHand === 0 && idleMs < Infinity) idle = setTimeout(() => void end(), idleMs).unref();
      }
    },
    async close() {
      clearTimeout(idle);
      await end();
    },
  };
}

interface StartedThread {
  isLoaded(): boolean;
  /** `hung` for the texts on which it hung; `ended` for others, which it had not begun or not returned. */
  run(texts: readonly TextTask[]): Promise<readonly EmbedResult[] | "hung" | "ended">;
  end(): Promise<void>;
}

function startThread(options: ModelThreadOptions, onHang: () => void): StartedThread {
  const progress = createThreadProgress();
  const threads = openThreads(options, progress);
  let [given, unfinished] = [0, 0];
  let hung: number | undefined;
  const watch = createHangWatch(progress, options.textLimitSeconds, () => {
    hung = Atomics.load(progress.begun, 0);
    onHang();
    void threads.destroy();
  });
  return {
    isLoaded: () => Atomics.load(progress.steps, 0) > 0,
    async run(texts) {
      // The thread begins its tasks in this order.
      const number = (given += 1);
      unfinished += 1;
      watch.start();
      try {
        return (await threads.run({ texts } satisfies EmbedTask)) as readonly EmbedResult[];
      } catch (error) {
        if (hung === undefined) throw error;
        return hung === number ? "hung" : "ended";
      } finally {
        unfinished -= 1;
        if (unfinished === 0) watch.stop();
      }
    },
    end: () => threads.destroy(),
  };
}

function createThreadProgress(): ThreadProgress {
  const createCounter = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return { steps: createCounter(), begun: createCounter() };
}

/** One thread; piscina sends it texts and notices when it ends. */
function openThreads({ encoder, width, niceIncrement, entry }: ModelThreadOptions, progress: ThreadProgress): Piscina {
  return new Piscina({
    ...resolveThreadEntry(import.meta.url, "./embed-thread"),
    ...entry,
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: width,
    // Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? niceIncrement : 0,
    workerData: { ...encoder, ...progress } satisfies EmbedThreadData,
    // A text leaves little garbage; a larger young generation would only waste memory.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
}
