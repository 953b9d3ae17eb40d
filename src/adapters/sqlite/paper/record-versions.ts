import type { Ordinal } from "../../../domain/paper/paper.js";
import type { CleanPaper } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";
import type { KnownRow } from "./find-stored-paper.js";

type RecordVersions = (ordinal: Ordinal, record: CleanPaper, before: KnownRow | undefined) => void;

/** Returns a function that records versions older than the stored one, each as it first arrived. */
export function prepareRecordVersions(database: SqliteDatabase): RecordVersions {
  const note = database.prepare(
    `INSERT OR IGNORE INTO paper_versions (ordinal, version, title, date, taken_in_at)
     SELECT ordinal, @version, @title, @date, coalesce(@taken_in_at, now_ms()) FROM papers
     WHERE ordinal = @ordinal AND version > @version`,
  );
  return (ordinal, { paper: { title, date = null }, version, earlierVersions = [] }, before) => {
    if (before && version !== undefined) {
      const { version: stored, title: storedTitle, date: storedDate, taken_in_at } = before;
      note.run({ ordinal, version: stored, title: storedTitle, date: storedDate, taken_in_at });
      note.run({ ordinal, version, title, date, taken_in_at: null });
    }
    for (const earlier of earlierVersions)
      note.run({ ordinal, date: null, ...earlier, taken_in_at: Date.parse(earlier.takenInAt) });
  };
}
