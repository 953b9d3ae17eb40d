import type { JobProgress } from "./job-progress.js";
import type { JobRecord, JobRecords } from "./job-records.js";
import { touch } from "./job-store.js";

/** What decides which papers come first. */
export interface JobRank extends Pick<JobRecord, "number" | "priority"> {
  readonly isPaused: boolean;
}

/** The jobs, as those need them who give their papers out and keep what comes back. Unknown jobs are passed over. */
export interface JobWork {
  describe(jobIds: readonly string[]): Promise<ReadonlyMap<string, JobRank>>;
  /** Papers of these jobs got a vector, or failed. The last time is when a job has ended. */
  touch(jobIds: readonly string[]): Promise<void>;
  /** Keeps the counts of those of these jobs that have ended. */
  settle(jobIds: readonly string[]): Promise<void>;
  /** Carries out what was asked of jobs and interrupted. */
  finishSteering(): Promise<void>;
}

export interface JobWorkOptions {
  readonly records: JobRecords;
  readonly progress: JobProgress;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export function createRedisJobWork({ records, progress, now }: JobWorkOptions): JobWork {
  const { keys, connection } = records;
  const readKnown = async (jobIds: readonly string[]) =>
    (await records.read(jobIds)).filter((record) => record !== undefined);
  return {
    async describe(jobIds) {
      const ranks = (await readKnown(jobIds)).map(({ id, number, priority, control }) => {
        return [id, { number, priority, isPaused: control === "paused" }] as const;
      });
      return new Map(ranks);
    },
    async touch(jobIds) {
      const epoch = await records.readEpoch();
      const hasEnded = ({ end }: JobRecord) => end?.epoch === epoch;
      const touchRunning = (record: JobRecord) => (hasEnded(record) ? undefined : touch(record, now));
      await Promise.all((await readKnown(jobIds)).map(({ id }) => records.change(id, touchRunning)));
    },
    async settle(jobIds) {
      if (jobIds.length > 0) await progress.read(jobIds);
    },
    async finishSteering() {
      const ids = await connection.ask((redis) => redis.smembers(keys.steered));
      if (ids.length > 0) await progress.read(ids);
    },
  };
}
