import { formatBytes } from "../text/amounts.js";

/** What embedding may take from: a container's limits count. */
export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** What is asked for; where nothing is, it follows from the machine. */
export interface WorkerWish {
  readonly workers: number | "auto";
  /** Of each worker. */
  readonly threads: number | undefined;
}

export interface WorkerPlan {
  readonly workers: number;
  /** Of all workers together. Each has a copy of the model. */
  readonly threads: number;
  /** Why as many, for a person. */
  readonly why: string;
}

/** A copy of the model with what it needs to run. */
export const threadBytes = 150_000_000;
/** The rest is for the indexes, the queue and everything else on the machine. */
const shareOfMemory = 0.5;
const maxThreads = 64;
/** Threads that the two batches of 64 texts which a worker has in hand keep at work, with a text ahead for each. */
const threadsOfWorker = 16;
/** Threads of each worker where only the number of workers is said. */
const defaultMaxThreads = 4;

/**
 * How many threads embed documents. One for each core, as a thread that embeds uses a core whole; where there are more
 * than two, a process that `answers` questions leaves one to them and to the indexes. On two cores it leaves none: half
 * of the speed is too much for that, and the threads that embed yield to questions anyway.
 */
export function planWorkers(wish: WorkerWish, machine: Machine, answers: boolean): WorkerPlan {
  const { cores, memoryBytes } = machine;
  if (wish.workers !== "auto") {
    const each = wish.threads ?? Math.min(defaultMaxThreads, cores);
    return { workers: wish.workers, threads: wish.workers * each, why: "as WORKERS and WORKER_THREADS say" };
  }
  if (wish.threads !== undefined) return spread(wish.threads, "as WORKER_THREADS says");
  const left = answers && cores > 2 ? 1 : 0;
  const forMemory = Math.max(1, Math.floor((memoryBytes * shareOfMemory) / threadBytes));
  if (forMemory < cores - left) return spread(forMemory, `${formatBytes(memoryBytes)} of memory, half of it for this`);
  const forCores = Math.min(maxThreads, cores - left);
  const count = cores === 1 ? "one core" : `${cores} cores`;
  return spread(forCores, left === 0 ? count : `${count}, one of them left for questions`);
}

/** Workers of a command that embeds. WORKERS=0 leaves embedding to others, which only a shared queue can reach. */
export function countCommandWorkers({ workers }: WorkerPlan, isQueueShared: boolean): number {
  return isQueueShared ? workers : Math.max(1, workers);
}

/** Two batches for each worker: while one is embedded the next is fetched. */
export function countBatchesInHand(workers: number): number {
  return workers * 2;
}

function spread(threads: number, why: string): WorkerPlan {
  return { workers: Math.ceil(threads / threadsOfWorker), threads, why };
}
