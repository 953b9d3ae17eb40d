import type { JobNotice, NoticeKind } from "../../../domain/jobs/notice.js";
import type { JobNotices } from "../../../ports/jobs/job-notices.js";
import type { SqliteDatabase } from "../open-database.js";

interface NoticeRow {
  readonly line: number | null;
  readonly id: string;
  readonly key: string | null;
  readonly kind: NoticeKind;
  readonly notice: string;
}

export function createSqliteJobNotices(database: SqliteDatabase): JobNotices {
  const list = database.prepare(
    "SELECT line, paper_id AS id, key, kind, notice FROM job_notices WHERE job_id = ? ORDER BY line, rowid LIMIT ?",
  );
  return {
    async listNotices(jobId, limit) {
      const rows = list.all(jobId, limit) as NoticeRow[];
      return rows.map(({ line, id, key, ...notice }): JobNotice => ({
        ...(line !== null && { line }),
        id,
        ...(key !== null && { key }),
        ...notice,
      }));
    },
  };
}
