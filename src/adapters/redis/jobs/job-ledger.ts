import { maxJobNotices } from "../../../domain/jobs/notice.js";
import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { sumChanges } from "../../../domain/records/field-changes.js";
import type { JobLedger } from "../../../ports/jobs/job-ledger.js";
import { addByLine, type JobRecords } from "./job-records.js";
import { touch } from "./job-store.js";

/** Which papers are embedded or have failed is said by the papers themselves, so those counts of a slice are not added. */
export function createRedisJobLedger(records: JobRecords, now: () => number): JobLedger {
  const { keys, connection } = records;
  return {
    async readCreatedAt(jobId) {
      const [record] = await records.read([jobId]);
      if (!record) throw createUnknownJobError(jobId);
      return record.createdAt;
    },
    async addSlice({ jobId, counts, changes, notices }, rejected) {
      await records.change(jobId, ({ end: _end, ...record }, tx) => {
        const kept = notices.slice(0, Math.max(0, maxJobNotices - record.notices)).map(({ line, id, key, ...rest }) => {
          return { ...(line !== null && { line }), id, ...(key !== null && { key }), ...rest };
        });
        addByLine(tx, keys.rejections(jobId), { items: rejected, before: record.rejected });
        addByLine(tx, keys.notices(jobId), { items: kept, before: record.notices });
        return {
          ...touch(record, now),
          accepted: record.accepted + counts.accepted,
          merged: record.merged + counts.merged,
          unchanged: record.unchanged + counts.unchanged,
          rejected: record.rejected + rejected.length,
          notices: record.notices + kept.length,
          changes: sumChanges([record.changes, changes]),
        };
      });
    },
    async restartCounts() {
      await connection.ask((redis) => redis.incr(keys.epoch));
    },
  };
}
