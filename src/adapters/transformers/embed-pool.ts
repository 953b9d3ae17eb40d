import { Piscina } from "piscina";
import type { EmbedResult } from "../../domain/embed-batch.js";
import { AppError, describeError } from "../../errors.js";
import { resolveThreadEntry, type ThreadEntry } from "../thread-entry.js";
import { createEmbedGate } from "./embed-gate.js";
import { embedInTime } from "./embed-in-time.js";
import type { EmbedThreadData, TextTask } from "./embed-thread.js";

export interface EmbedPoolOptions {
  readonly threads: number;
  /** Texts that a thread is handed before it is done with the one at hand. */
  readonly ahead: number;
  /** How far the threads step back behind others, in steps of `nice`; on Linux, where it is of a thread. */
  readonly niceIncrement: number;
  /** Texts that may wait for a thread; a call beyond that is refused at once. */
  readonly maxWaiting: number;
  readonly threadData: EmbedThreadData;
  /** How long a thread may be at one text before it counts as hung. Default 120. */
  readonly textLimitSeconds?: number | undefined;
  /** What the threads run; tests have one that hangs. */
  readonly entry?: ThreadEntry | undefined;
}

/** Threads that each hold the model and embed one text at a time. */
export interface EmbedPool {
  /** Throws `overloaded` when too many texts wait, and `unavailable` after `close` or when the model cannot run. */
  embed(tasks: readonly TextTask[]): Promise<readonly EmbedResult[]>;
  /** Whether a text would be taken up at once. */
  readonly isIdle: boolean;
  /** Lets the texts at hand finish, refuses waiting ones. */
  close(): Promise<void>;
}

const firstTask: TextTask = { text: "A first text makes the later ones fast.", prefix: "", maxTokens: 32 };

/** Starts the threads and gives the pool once they have loaded the model and embedded a text with it. */
export async function openEmbedPool(options: EmbedPoolOptions): Promise<EmbedPool> {
  const { threads, ahead, niceIncrement, maxWaiting, threadData, textLimitSeconds = 120 } = options;
  const piscina = new Piscina({
    ...(options.entry ?? resolveThreadEntry(import.meta.url, "./embed-thread")),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    concurrentTasksPerWorker: 1 + ahead,
    loadBalancer: (_task, running) => findLeastBusy(running, 1 + ahead),
    // Elsewhere than on Linux this would be of the whole process, its event loop included.
    niceIncrement: process.platform === "linux" ? niceIncrement : 0,
    workerData: threadData,
    // A text leaves little behind; more room would only be memory that garbage waits in.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  // Texts wait here and not in the pool, whose own way of closing ends a thread in the middle of a text as soon as any
  // other is done (piscina 5.3), and a thread that is ended in the middle of ONNX takes the process with it.
  const gate = createEmbedGate(threads * (1 + ahead));
  const runInThread = (task: TextTask) =>
    embedInTime(({ underway, signal }) => piscina.run({ ...task, underway }, { signal }), textLimitSeconds);
  const run = (task: TextTask): Promise<EmbedResult> =>
    gate.run(() => (closing ? Promise.reject(refuseClosed()) : runInThread(task)));
  let closing: Promise<void> | undefined;
  let inHand = 0;
  const pool: EmbedPool = {
    get isIdle() {
      return inHand === 0;
    },
    async embed(tasks) {
      if (closing) throw refuseClosed();
      if (gate.waiting >= maxWaiting) {
        throw new AppError("overloaded", `${maxWaiting} texts wait to be embedded already; try again shortly`);
      }
      try {
        inHand += tasks.length;
        return await Promise.all(tasks.map(run));
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
    // As many as the threads take at once, or the first one ready would take those meant for the others.
    const warming = Array.from({ length: threads * (1 + ahead) }, () => firstTask);
    await pool.embed(warming);
  } catch (error) {
    await pool.close();
    throw error;
  }
  return pool;
}

function refuseClosed(): AppError {
  return new AppError("unavailable", "The embedder has been closed");
}

interface Busyness {
  /** Infinity for one task with a signal. */
  readonly currentUsage: number;
  /** Whether it has one task, and that with a signal. */
  readonly isRunningAbortableTask: boolean;
}

/** As piscina does it, but for tasks with a signal: of those it gives a thread one at a time, and none ahead. */
function findLeastBusy<Thread extends Busyness>(threads: readonly Thread[], most: number): Thread | null {
  let found: Thread | null = null;
  let least = most;
  for (const thread of threads) {
    const usage = thread.isRunningAbortableTask ? 1 : thread.currentUsage;
    if (usage < least) [found, least] = [thread, usage];
  }
  return found;
}
