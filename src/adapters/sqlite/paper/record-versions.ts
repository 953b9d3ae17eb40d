import type { Ordinal } from "../../../domain/paper/paper.js";
import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import type { KnownPaper } from "../../../domain/records/known-paper.js";
import { listToldVersions } from "../../../domain/records/told-versions.js";
import type { SqliteDatabase } from "../open-database.js";

type RecordVersions = (ordinal: Ordinal, record: CleanPaper, before: KnownPaper | undefined) => void;

/** Returns a function that records versions older than the stored one, each as it first arrived. */
export function prepareRecordVersions(database: SqliteDatabase): RecordVersions {
  const note = database.prepare(
    `INSERT OR IGNORE INTO paper_versions (ordinal, version, title, date, taken_in_at)
     SELECT ordinal, @version, @title, @date, coalesce(@takenInAt, now_ms()) FROM papers
     WHERE ordinal = @ordinal AND version > @version`,
  );
  return (ordinal, record, before) => {
    for (const { version, title, date = null, takenInAt = null } of listToldVersions(record, before))
      note.run({ ordinal, version, title, date, takenInAt });
  };
}
