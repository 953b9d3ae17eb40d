import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import { AppError, describeError } from "../../errors.js";
import type { ThreadEntry } from "../thread-entry.js";
import type { TextTask } from "./embed-texts.js";
import type { EncoderOptions } from "./load-encoder.js";
import { createModelThread } from "./model-thread.js";
import { createTextDispatcher, firstText, type PoolThreads, type TextKind } from "./text-dispatcher.js";

export interface EmbedPoolOptions {
  readonly encoder: EncoderOptions;
  /** Whether one thread is kept loaded for queries and passages, and takes no documents. */
  readonly answers: boolean;
  /** Threads for documents, each started when there is work for it. */
  readonly documentThreads: number;
  readonly niceIncrement: number;
  /** Whether one thread embeds all documents of a call in batches: single texts leave a GPU idle. */
  readonly together: boolean;
  /** Max number of waiting texts by kind; further calls are refused at once. */
  readonly maxWaiting: Readonly<Record<TextKind, number>>;
  /** A thread for documents that has had no work for this long ends. Default five minutes. */
  readonly idleMs?: number | undefined;
  /** How long a thread may work on one text or batch before it counts as hung. Default 120. */
  readonly textLimitSeconds?: number | undefined;
  /** The code of the threads; tests use one that hangs. */
  readonly entry?: Pick<ThreadEntry, "filename"> | undefined;
}

/** Threads that share the texts to embed. */
export interface EmbedPool {
  /**
   * Throws `overloaded` when too many texts wait, `unavailable` after `close` or when the model cannot run, and the reason
   * of a signal that aborts.
   */
  embed(kind: TextKind, tasks: readonly TextTask[], options?: CallOptions): Promise<readonly EmbedResult[]>;
  /** Threads that have loaded the model. */
  readonly loadedThreads: number;
  /** Finishes running texts, refuses waiting ones. */
  close(): Promise<void>;
}

type Run = (texts: readonly TextTask[]) => Promise<readonly EmbedResult[] | undefined>;

/** Attempts at a text that hangs: the first may be the machine's fault, the second is the text's. */
const triesOfText = 2;

/** Starts one thread, and returns when it has loaded the model and embedded a text with it. */
export async function openEmbedPool(options: EmbedPoolOptions): Promise<EmbedPool> {
  const { answers, together, encoder, maxWaiting, textLimitSeconds = 120 } = options;
  const dispatcher = createTextDispatcher(openThreads(options));
  const failure = `the model did not finish this text within ${textLimitSeconds} seconds`;
  const embedEach = (run: Run, tasks: readonly TextTask[], tries: number): Promise<readonly EmbedResult[]> =>
    Promise.all(
      tasks.map(async (task) => {
        for (let left = tries; left > 0; left -= 1) {
          const results = await run([task]);
          if (results) return results[0] ?? { failure };
        }
        return { failure };
      }),
    );
  /** When a batch hangs, it is unknown which text did it: that counts as one attempt at each. */
  const embedTogether = async (run: Run, tasks: readonly TextTask[]) =>
    (await run(tasks)) ?? (await embedEach(run, tasks, triesOfText - 1));
  const pool: EmbedPool = {
    get loadedThreads() {
      return dispatcher.countLoaded();
    },
    async embed(kind, tasks, { signal } = {}) {
      if (dispatcher.countWaiting(kind) >= maxWaiting[kind]) {
        const message = `${maxWaiting[kind]} texts are already waiting to be embedded; try again shortly`;
        throw new AppError("overloaded", message);
      }
      const run: Run = (texts) => dispatcher.run(kind, texts, signal);
      try {
        return await (together && tasks.length > 1 ? embedTogether(run, tasks) : embedEach(run, tasks, triesOfText));
      } catch (cause) {
        signal?.throwIfAborted();
        const message = `The model ${encoder.model.id} cannot run: ${describeError(cause)}`;
        throw new AppError("unavailable", message, { cause });
      }
    },
    close: dispatcher.close,
  };
  try {
    await pool.embed(answers ? "query" : "document", [firstText]);
  } catch (error) {
    await pool.close();
    throw error;
  }
  return pool;
}

/** One text in advance keeps a thread busy while the event loop, which distributes the texts, is blocked. */
const documentWidth = 2;

function openThreads(options: EmbedPoolOptions): PoolThreads {
  const { encoder, answers, documentThreads, niceIncrement, entry } = options;
  const { idleMs = 5 * 60_000, textLimitSeconds = 120 } = options;
  const shared = { encoder, textLimitSeconds, entry };
  const openDocuments = () => createModelThread({ ...shared, width: documentWidth, niceIncrement, idleMs });
  return {
    answering: answers ? createModelThread({ ...shared, width: 1, niceIncrement: 0, idleMs: Infinity }) : undefined,
    documents: Array.from({ length: documentThreads }, openDocuments),
    width: documentWidth,
  };
}
