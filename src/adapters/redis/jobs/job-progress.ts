import { describeJob } from "../../../domain/jobs/describe-job.js";
import { isJobEnded, type Job } from "../../../domain/jobs/job.js";
import type { JobPaperCounts, JobPapers } from "./job-papers.js";
import type { JobRecord, JobRecords, Steering } from "./job-records.js";

/** Jobs as they are shown, from their records and their papers. */
export interface JobProgress {
  /**
   * In the order of the ids, without unknown ones. Carries out what was asked of a job and interrupted, and keeps the
   * counts of a job that has ended.
   */
  read(ids: readonly string[]): Promise<readonly ShownJob[]>;
  /** Lets the papers follow a cancellation or a retry. */
  carryOut(id: string, steering: Steering): Promise<void>;
}

export interface ShownJob {
  readonly job: Job;
  readonly record: JobRecord;
}

const noPapers: JobPaperCounts = { waiting: 0, embedded: 0, failed: 0, own: 0 };

export function createJobProgress(records: JobRecords, papers: JobPapers): JobProgress {
  const carryOut = prepareCarryOut(records, papers);
  const readSteered = async (ids: readonly string[]) => {
    const found = await records.read(ids);
    const steered = found.filter((record) => record?.steering !== undefined);
    if (steered.length === 0) return found;
    for (const { id, steering } of steered as readonly JobRecord[]) await carryOut(id, steering!);
    return records.read(ids);
  };
  return {
    carryOut,
    async read(ids) {
      const epoch = await records.readEpoch();
      const found = (await readSteered(ids)).filter((record) => record !== undefined);
      const running = found.filter(({ end }) => end?.epoch !== epoch);
      const counts = running.length === 0 ? new Map() : await papers.count(running.map(({ id }) => id));
      return Promise.all(
        found.map(async (record) => {
          if (record.end?.epoch === epoch) return { record, job: describeEnded(record) };
          const shown = show(record, counts.get(record.id) ?? noPapers);
          if (isJobEnded(shown.job.state)) await keepEnd(records, { ...shown, seen: record, epoch });
          return shown;
        }),
      );
    },
  };
}

function describeEnded(record: JobRecord): Job {
  const { embedded, failed } = record.end!;
  return describeJob({ ...record, embedded, failed, waits: false });
}

function show(seen: JobRecord, { waiting, embedded, failed, own }: JobPaperCounts): ShownJob {
  // A process that dies after it has written papers has not counted them.
  const record = { ...seen, accepted: Math.max(seen.accepted, own) };
  const waits = waiting > 0 || record.steering !== undefined;
  return { record, job: describeJob({ ...record, embedded, failed, waits }) };
}

interface Ended extends ShownJob {
  /** The record that the counts belong to. */
  readonly seen: JobRecord;
  readonly epoch: string;
}

/** Keeps the counts of a job that has ended, unless it has changed since. */
async function keepEnd(records: JobRecords, { job, record, seen, epoch }: Ended): Promise<void> {
  if (record.steering) return;
  const text = JSON.stringify(seen);
  const end = { embedded: job.counts.embedded, failed: job.counts.failed - record.rejected, epoch };
  await records.change(record.id, (current) => (JSON.stringify(current) === text ? { ...record, end } : undefined));
}

function prepareCarryOut({ keys, ...records }: JobRecords, papers: JobPapers): JobProgress["carryOut"] {
  return async (id, { action, token }) => {
    const isCurrent = async () => (await records.read([id]))[0]?.steering?.token === token;
    await papers.steer(id, action, isCurrent);
    await records.change(id, ({ steering, ...record }, tx) => {
      if (steering?.token !== token) return undefined;
      tx.write("SREM", keys.steered, id);
      return record;
    });
  };
}
