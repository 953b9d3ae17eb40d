import { normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import type { Paper } from "../../../domain/paper/paper.js";
import { type Placement, placeRecord } from "../../../domain/records/place-record.js";
import type { CleanPaper } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { type PaperRow, paperColumns, toPaper } from "./rows.js";
import { type VersionRow, versionColumns } from "./version-row.js";

/** A row of `papers` with everything that decides how a new record of it is handled. */
export interface KnownRow extends PaperRow, VersionRow {
  readonly trust: string | null;
  readonly job_id: string;
  readonly job_changes: number;
  readonly taken_in_at: number;
}

export interface StoredRow {
  readonly row: KnownRow;
  readonly paper: Paper;
}

export const knownColumns = `${paperColumns}, ${versionColumns}, trust, job_id, job_changes,
  coalesce((SELECT created_at FROM jobs j WHERE j.id = job_id), now_ms()) AS taken_in_at`;

/** Papers that share an identifier or the title, compared with a record at most. */
export const maxCandidates = 20;

/** Returns a function that finds the stored paper that a record describes. */
export function prepareFindStoredPaper(database: SqliteDatabase): (record: CleanPaper) => Placement<StoredRow> {
  const select = `SELECT ${knownColumns} FROM papers WHERE`;
  const find = database.prepare(
    `${select} id = @id
     UNION ALL SELECT * FROM (${select} title_key = @title ORDER BY ordinal LIMIT ${maxCandidates})
     UNION ALL SELECT * FROM (${select} arxiv_id = @arxiv ORDER BY ordinal LIMIT ${maxCandidates})
     UNION ALL SELECT * FROM (${select} doi = @doi ORDER BY ordinal LIMIT ${maxCandidates})`,
  );
  const byId = database.prepare(`${select} id = ?`);
  const findNamed = (id: string) => {
    const row = byId.get(id) as KnownRow | undefined;
    return { id, ...(row && { same: toStored(row) }) };
  };
  return (record) => {
    const { paper } = record;
    if (record.replaces) return findNamed(paper.id);
    const asked = {
      id: paper.id,
      title: normalizeShownTitle(paper.title) || null,
      arxiv: paper.arxivId ?? null,
      doi: paper.doi ?? null,
    };
    const rows = find.all(asked) as KnownRow[];
    if (rows.length === 0) return { id: paper.id };
    const distinct = new Map(rows.map((row) => [row.ordinal, row]));
    const placement = placeRecord(record, [...distinct.values()].map(toStored));
    if (placement.same || placement.id === paper.id) return placement;
    // The id without the doubtful identifier is known if the record came before.
    return { ...placement, ...findNamed(placement.id) };
  };
}

function toStored(row: KnownRow): StoredRow {
  return { row, paper: toPaper(row) };
}
