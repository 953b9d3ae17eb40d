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
  /** Whether the texts of a call go to one thread, which embeds them in batches: on a GPU single ones leave it idle. */
  readonly together: boolean;
  /** Texts, or calls that go together, that a thread is handed before it is done with the one at hand. */
  readonly ahead: number;
  /** How far the threads step back behind others, in steps of `nice`; on Linux, where it is of a thread. */
  readonly niceIncrement: number;
  /** Texts that may wait for a thread; a call beyond that is refused at once. */
  readonly maxWaiting: number;
  readonly threadData: EmbedThreadData;
  /** How long a thread may be at one text or batch before it counts as hung. Default 120. */
  readonly textLimitSeconds?: number | undefined;
  /** What the threads run; tests have one that hangs. */
  readonly entry?: ThreadEntry | undefined;
}

/** Threads that each hold the model. */
export interface EmbedPool {
  /** Throws `overloaded` when too many texts wait, and `unavailable` after `close` or when the model cannot run. */
  embed(tasks: readonly TextTask[]): Promise<readonly EmbedResult[]>;
  /** Whether a text would be taken up at once. */
  readonly isIdle: boolean;
  /** Lets the texts at hand finish, refuses waiting ones. */
  close(): Promise<void>;
}

/** What is known of a text that hangs: one such try may be the machine's fault, two are the text's. */
const triesOfText = 2;
const firstTask: TextTask = { text: "A first text makes the later ones fast.", prefix: "", maxTokens: 32 };

/** Starts the threads and gives the pool once they have loaded the model and embedded a text with it. */
export async function openEmbedPool(options: EmbedPoolOptions): Promise<EmbedPool> {
  const { threads, together, ahead, maxWaiting, threadData, textLimitSeconds = 120 } = options;
  const piscina = startThreads(options);
  // Texts wait here and not in piscina, whose own way of closing ends a thread in the middle of a text as soon as any
  // other is done (piscina 5.3), and a thread that is ended in the middle of ONNX takes the process with it.
  const gate = createEmbedGate(threads * (1 + ahead));
  const embedInTime = createEmbedInTime(textLimitSeconds);
  const run = (texts: readonly TextTask[], tries: number): Promise<readonly EmbedResult[] | undefined> =>
    gate.run(async () => {
      if (closing) throw refuseClosed();
      const runInThread = ({ underway, signal }: WatchedRun) => piscina.run({ texts, underway }, { signal });
      return embedInTime(runInThread, tries);
    }, texts.length);
  const failure = `the model has not come to an end with this text within ${textLimitSeconds} seconds`;
  const embedEach = (tasks: readonly TextTask[], tries: number): Promise<readonly EmbedResult[]> =>
    Promise.all(tasks.map(async (task) => (await run([task], tries))?.[0] ?? { failure }));
  /** When texts hang together, nobody knows which of them it is: that was one try of each. */
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
        throw new AppError("overloaded", `${maxWaiting} texts wait to be embedded already; try again shortly`);
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
    // As many as the threads take at once, or the first one ready would take those meant for the others.
    await Promise.all(Array.from({ length: threads * (1 + ahead) }, () => pool.embed([firstTask])));
  } catch (error) {
    await pool.close();
    throw error;
  }
  return pool;
}

function startThreads({ threads, ahead, niceIncrement, threadData, entry }: EmbedPoolOptions): Piscina {
  return new Piscina({
    ...(entry ?? resolveThreadEntry(import.meta.url, "./embed-thread")),
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
function findLeastBusy<Thread extends Busyness>(threads: readonly Thread[], maxUsage: number): Thread | null {
  let found: Thread | null = null;
  let minUsage = maxUsage;
  for (const thread of threads) {
    const usage = thread.isRunningAbortableTask ? 1 : thread.currentUsage;
    if (usage < minUsage) [found, minUsage] = [thread, usage];
  }
  return found;
}
