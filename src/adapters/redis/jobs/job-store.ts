import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { refuseUnfit } from "../../../domain/jobs/describe-job.js";
import type { JobAction, JobFailure } from "../../../domain/jobs/job.js";
import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { AppError } from "../../../errors.js";
import type { JobStore } from "../../../ports/jobs/job-store.js";
import type { JobPapers } from "./job-papers.js";
import type { JobProgress, ShownJob } from "./job-progress.js";
import { type JobRecord, type JobRecords, listByLine, type Steering } from "./job-records.js";

export interface RedisJobStoreOptions {
  readonly records: JobRecords;
  readonly progress: JobProgress;
  readonly papers: Pick<JobPapers, "listFailed">;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export function createRedisJobStore({ records, progress, papers, now }: RedisJobStoreOptions): JobStore {
  const { keys, connection } = records;
  const read = async (id: string) => (await progress.read([id]))[0];
  return {
    async createJob(createdAt, { priority = "normal", name, format } = {}) {
      const times = { createdAt: createdAt.getTime(), updatedAt: createdAt.getTime() };
      const { id } = await records.create((number) => {
        return { ...newRecord, ...times, id: randomUUID(), number, priority, name, format };
      });
      return (await read(id))!.job;
    },
    async sealJob(id) {
      if (!(await records.read([id]))[0]) return;
      await records.change(id, (record, tx) => {
        tx.write("ZREM", keys.open, id);
        return { ...touch(record, now), sealed: true };
      });
      // Its counts are kept now if it has ended, before its papers belong to other jobs.
      await read(id);
    },
    listOpen: () => connection.ask((redis) => redis.zrange(keys.open, 0, "-1")),
    readJob: async (id) => (await read(id))?.job,
    async listJobs(limit) {
      const ids = await connection.ask((redis) => redis.zrevrange(keys.all, 0, String(Math.max(0, limit - 1))));
      return (await progress.read(limit > 0 ? ids : [])).map(({ job }) => job);
    },
    async listFailures(id, limit) {
      const rejected = await listByLine<JobFailure>(connection, keys.rejections(id), limit);
      if (rejected.length >= limit) return rejected;
      return [...rejected, ...(await papers.listFailed(id, limit - rejected.length))];
    },
    changeState: prepareChangeState({ records, progress, now }, read),
  };
}

const newRecord = {
  control: "run",
  sealed: false,
  accepted: 0,
  merged: 0,
  unchanged: 0,
  rejected: 0,
  changes: {},
  notices: 0,
} as const;

/** The time never runs backwards, even if the clock does. */
export function touch(record: JobRecord, now: () => number): JobRecord {
  return { ...record, updatedAt: Math.max(record.updatedAt, now()) };
}

const attempts = 20;
const maxPauseMs = 50;

type ChangeStateParts = Pick<RedisJobStoreOptions, "records" | "progress" | "now">;

function prepareChangeState(
  { records, progress, now }: ChangeStateParts,
  read: (id: string) => Promise<ShownJob | undefined>,
): JobStore["changeState"] {
  const { keys } = records;
  const require = async (id: string) => {
    const shown = await read(id);
    if (!shown) throw createUnknownJobError(id);
    return shown;
  };
  return async (id, action) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await wait(Math.random() * maxPauseMs);
      const { job } = await require(id);
      // What decides is of one moment: the record is read again, with the counts of its end if it has ended.
      const [seen] = await records.read([id]);
      refuseUnfit(action, job);
      const steering = needsPapers(action) ? { action, token: randomUUID() } : undefined;
      const isChanged = await records.change(id, (record, tx) => {
        if (!seen || !isSameStage(record, seen)) return undefined;
        if (steering) tx.write("SADD", keys.steered, id);
        return { ...carryOut(touch(record, now), action), steering };
      });
      if (!isChanged) continue;
      if (steering) await progress.carryOut(id, steering);
      return (await require(id)).job;
    }
    throw new AppError("unavailable", `Job ${id} is changed by others all the time. Try again soon.`);
  };
}

function needsPapers(action: JobAction): action is Steering["action"] {
  return action === "cancel" || action === "retry";
}

function isSameStage(one: JobRecord, other: JobRecord): boolean {
  const hasEnded = ({ end }: JobRecord) => end !== undefined;
  return (
    one.control === other.control &&
    one.sealed === other.sealed &&
    one.steering?.token === other.steering?.token &&
    hasEnded(one) === hasEnded(other)
  );
}

function carryOut({ end: _end, ...record }: JobRecord, action: JobAction): JobRecord {
  const control = { pause: "paused", resume: "run", cancel: "cancelled", retry: "run" } as const;
  return { ...record, control: control[action] };
}
