import { Piscina } from "piscina";
import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import { AppError, describeError } from "../../errors.js";
import { resolveThreadEntry, type ThreadEntry } from "../thread-entry.js";
import { createEmbedGate } from "./embed-gate.js";
import { createEmbedInTime, type WatchedRun } from "./embed-in-time.js";
import type { TextTask } from "./embed-texts.js";
import type { EmbedThreadData } from "./embed-thread.js";

export interface EmbedPoolOptions {
  readonly threads: number;
  /** Whether one thread embeds all texts of a call in batches: single texts leave a GPU idle. */
  readonly together: boolean;
  /** Number of texts, or of calls that are embedded together, that a thread gets in advance. */
  readonly ahead: number;
  /** The `nice` value of the threads; only on Linux, where it is set per thread. */
  readonly niceIncrement: number;
  /** Max number of waiting texts; further calls are refused at once. */
  readonly maxWaiting: number;
  readonly threadData: EmbedThreadData;
  /** How long a thread may work on one text or batch before it counts as hung. Default 120. */
  readonly textLimitSeconds?: number | undefined;
  /** The code of the threads; tests use one that hangs. */
  readonly entry?: Pick<ThreadEntry, "filename"> | undefined;
}

/** Threads that have each loaded the model. */
export interface EmbedPool {
  /** Throws `overloaded` when too many texts wait, and `unavailable` after `close` or when the model cannot run. */
  embed(tasks: readonly TextTask[]): Promise<readonly EmbedResult[]>;
  /** Whether a text would be embedded at once. */
  readonly isIdle: boolean;
  /** Finishes running texts, refuses waiting ones. */
  close(): Promise<void>;
}

/** Attempts at a text that hangs: the first may be the machine's fault, the second is the text's. */
const triesOfText = 2;
const firstTask: TextTask = { text: "A first text makes the later ones fast.", prefix: "", maxTokens: 32 };

/** Starts the threads, and returns when they have loaded the model and embedded a text with it. */
export async function openEmbedPool(options: EmbedPoolOptions): Promise<EmbedPool> {
  const { threads, together, ahead, maxWaiting, threadData, textLimitSeconds = 120 } = options;
  const piscina = startThreads(options);
  // Texts wait here and not in piscina: its `close` ends a thread in the middle of a text as soon as another thread is
  // done (piscina 5.3), and ending a thread in the middle of ONNX ends the process.
  const gate = createEmbedGate(threads * (1 + ahead));
  const embedInTime = createEmbedInTime(textLimitSeconds);
  const run = (texts: readonly TextTask[], tries: number): Promise<readonly EmbedResult[] | undefined> =>
    gate.run(async () => {
      if (closing) throw refuseClosed();
      const runInThread = ({ underway, signal }: WatchedRun) => piscina.run({ texts, underway }, { signal });
      return embedInTime(runInThread, tries);
    }, texts.length);
  const failure = `the model did not finish this text within ${textLimitSeconds} seconds`;
  const embedEach = (tasks: readonly TextTask[], tries: number): Promise<readonly EmbedResult[]> =>
    Promise.all(tasks.map(async (task) => (await run([task], tries))?.[0] ?? { failure }));
  /** When a batch hangs, it is unknown which text did it: that counts as one attempt at each. */
  const embedTogether = async (tasks: readonly TextTask[]) =>
    (await run(tasks, 1)) ?? (await embedEach(tasks, triesOfText - 1));
  let closing: Promise<void> | undefined;
  let inHand = 0;
  const pool: EmbedPool = {
    get isIdle() {
      return inHand === 0;
    },
    async embed(tasks) {
      if (closing) throw refuseClosed();
      if (gate.waiting >= maxWaiting) {
        throw new AppError("overloaded", `${maxWaiting} texts are already waiting to be embedded; try again shortly`);
      }
      try {
        inHand += tasks.length;
        return await (together && tasks.length > 1 ? embedTogether(tasks) : embedEach(tasks, triesOfText));
      } catch (cause) {
        const message = `The model ${threadData.model.id} cannot run: ${describeError(cause)}`;
        throw new AppError("unavailable", message, { cause });
      } finally {
        inHand -= tasks.length;
      }
    },
    close: () => (closing ??= gate.untilEmpty().then(() => piscina.destroy())),
  };
  try {
    // As many as the threads take at once; otherwise the first thread could take those meant for the others.
    await Promise.all(Array.from({ length: threads * (1 + ahead) }, () => pool.embed([firstTask])));
  } catch (error) {
    await pool.close();
    throw error;
  }
  return pool;
}

function startThreads({ threads, ahead, niceIncrement, threadData, entry }: EmbedPoolOptions): Piscina {
  return new Piscina({
    ...resolveThreadEntry(import.meta.url, "./embed-thread"),
    ...entry,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    concurrentTasksPerWorker: 1 + ahead,
    loadBalancer: (_task, running) => findLeastBusy(running, 1 + ahead),
    // Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? niceIncrement : 0,
    workerData: threadData,
    // A text leaves little garbage; a larger young generation would only waste memory.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
}

function refuseClosed(): AppError {
  return new AppError("unavailable", "The embedder has been closed");
}

interface Busyness {
  /** Infinity for one abortable task. */
  readonly currentUsage: number;
  /** Whether its only task is abortable. */
  readonly isRunningAbortableTask: boolean;
}

/** Like piscina's own, but gives a thread several abortable tasks: piscina gives it one at a time. */
function findLeastBusy<Thread extends Busyness>(threads: readonly Thread[], maxUsage: number): Thread | null {
  let found: Thread | null = null;
  let minUsage = maxUsage;
  for (const thread of threads) {
    const usage = thread.isRunningAbortableTask ? 1 : thread.currentUsage;
    if (usage < minUsage) [found, minUsage] = [thread, usage];
  }
  return found;
}
