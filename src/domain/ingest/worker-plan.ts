import { formatBytes } from "../text/amounts.js";

/** The resources available for embedding, within the limits of a container. */
export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** The settings; unset values follow from the machine. */
export interface WorkerSettings {
  readonly workers: number | "auto";
  /** Threads per worker. */
  readonly threads: number | undefined;
}

export interface WorkerPlan {
  readonly workers: number;
  /** Threads of all workers together. Each thread has a copy of the model. */
  readonly threads: number;
  /** The reason for the number, for a person. */
  readonly why: string;
}

/** Memory of one copy of the model, including what it needs to run. */
export const threadBytes = 150_000_000;
/** The rest is for the indexes, the queue and everything else on the machine. */
const memoryShare = 0.5;
const maxThreads = 64;
/** Threads that a worker's two batches of 64 texts keep busy, with spare texts for each thread. */
const threadsPerWorker = 16;
/** Max threads per worker if only the number of workers is set. */
const defaultMaxThreads = 4;

/**
 * Plans the threads that embed documents: one per core, because an embedding thread uses a whole core. With more than
 * two cores, a process that `answers` questions reserves one for questions and indexes. With two cores it reserves
 * none, because that would halve the speed, and embedding threads yield to questions anyway.
 */
export function planWorkers(settings: WorkerSettings, machine: Machine, answers: boolean): WorkerPlan {
  const { cores, memoryBytes } = machine;
  if (settings.workers !== "auto") {
    const each = settings.threads ?? Math.min(defaultMaxThreads, cores);
    return { workers: settings.workers, threads: settings.workers * each, why: "set by WORKERS and WORKER_THREADS" };
  }
  if (settings.threads !== undefined) return spread(settings.threads, "set by WORKER_THREADS");
  const left = answers && cores > 2 ? 1 : 0;
  const forMemory = Math.max(1, Math.floor((memoryBytes * memoryShare) / threadBytes));
  if (forMemory < cores - left)
    return spread(forMemory, `${formatBytes(memoryBytes)} of memory, half of it for embedding`);
  const forCores = Math.min(maxThreads, cores - left);
  const count = cores === 1 ? "one core" : `${cores} cores`;
  return spread(forCores, left === 0 ? count : `${count}, one of them reserved for questions`);
}

/** Workers of a command that embeds. WORKERS=0 leaves embedding to other processes, which needs a shared queue. */
export function countCommandWorkers({ workers }: WorkerPlan, isQueueShared: boolean): number {
  return isQueueShared ? workers : Math.max(1, workers);
}

/** Two batches per worker: the next is fetched while one is embedded. */
export function countBatchesInFlight(workers: number): number {
  return workers * 2;
}

function spread(threads: number, why: string): WorkerPlan {
  return { workers: Math.ceil(threads / threadsPerWorker), threads, why };
}
