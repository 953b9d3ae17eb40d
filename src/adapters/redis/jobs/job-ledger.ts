import { type JobNotice, maxJobNotices } from "../../../domain/jobs/notice.js";
import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { type FieldChanges, sumChanges } from "../../../domain/records/field-changes.js";
import type { RejectedPaper } from "../../../ports/paper/paper-store.js";
import type { JobProgress } from "./job-progress.js";
import { addByLine, type JobRecord, type JobRecords } from "./job-records.js";
import { touch } from "./job-store.js";

/** What the records of one slice did. */
export interface SliceNote {
  readonly jobId: string;
  readonly accepted: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly changes: FieldChanges;
  readonly rejected: readonly RejectedPaper[];
  readonly notices: readonly JobNotice[];
}

export interface JobRank extends Pick<JobRecord, "number" | "priority"> {
  readonly isPaused: boolean;
}

/** What those who write papers tell their jobs. */
export interface JobLedger {
  /** When a job was created. Throws `not_found`. */
  readCreatedAt(jobId: string): Promise<Date>;
  /** Adds the counts, rejections and notices of one slice. Throws `not_found`. */
  note(slice: SliceNote): Promise<void>;
  /** Papers of these jobs got a vector, or failed: it is the time when a job ends. Unknown jobs are passed over. */
  touch(jobIds: readonly string[]): Promise<void>;
  /** Keeps the counts of those of these jobs that have ended. */
  settle(jobIds: readonly string[]): Promise<void>;
  /** Carries out what was asked of jobs and interrupted. */
  finishSteering(): Promise<void>;
  /** What decides which papers come first, by job; unknown jobs are left out. */
  describe(jobIds: readonly string[]): Promise<ReadonlyMap<string, JobRank>>;
  /** All papers wait again, so what is known of the ends of jobs no longer holds. Call it after the papers are written. */
  restartAll(): Promise<void>;
}

export interface JobLedgerOptions {
  readonly records: JobRecords;
  readonly progress: JobProgress;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export function createRedisJobLedger({ records, progress, now }: JobLedgerOptions): JobLedger {
  const { keys, connection } = records;
  return {
    async readCreatedAt(jobId) {
      const [record] = await records.read([jobId]);
      if (!record) throw createUnknownJobError(jobId);
      return new Date(record.createdAt);
    },
    async note({ jobId, rejected, notices, ...slice }) {
      await records.change(jobId, ({ end: _end, ...record }, tx) => {
        const kept = notices.slice(0, Math.max(0, maxJobNotices - record.notices));
        addByLine(tx, keys.rejections(jobId), { items: rejected, before: record.rejected });
        addByLine(tx, keys.notices(jobId), { items: kept, before: record.notices });
        return {
          ...touch(record, now),
          accepted: record.accepted + slice.accepted,
          merged: record.merged + slice.merged,
          unchanged: record.unchanged + slice.unchanged,
          rejected: record.rejected + rejected.length,
          notices: record.notices + kept.length,
          changes: sumChanges([record.changes, slice.changes]),
        };
      });
    },
    async touch(jobIds) {
      const epoch = await records.readEpoch();
      const known = (await records.read(jobIds)).filter((record) => record !== undefined);
      const hasEnded = ({ end }: JobRecord) => end?.epoch === epoch;
      await Promise.all(
        known.map(({ id }) => records.change(id, (record) => (hasEnded(record) ? undefined : touch(record, now)))),
      );
    },
    async settle(jobIds) {
      if (jobIds.length > 0) await progress.read(jobIds);
    },
    async finishSteering() {
      const ids = await connection.ask((redis) => redis.smembers(keys.steered));
      if (ids.length > 0) await progress.read(ids);
    },
    async describe(jobIds) {
      const known = (await records.read(jobIds)).filter((record) => record !== undefined);
      return new Map(
        known.map(({ id, number, priority, control }) => [id, { number, priority, isPaused: control === "paused" }]),
      );
    },
    async restartAll() {
      await connection.ask((redis) => redis.incr(keys.epoch));
    },
  };
}
