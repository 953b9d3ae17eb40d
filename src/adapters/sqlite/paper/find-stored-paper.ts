import { normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import type { KnownPaper } from "../../../domain/records/known-paper.js";
import { maxCandidates, type RecordLookup } from "../../../domain/records/take-in.js";
import { parseTrust } from "../../../domain/records/trust.js";
import type { SqliteDatabase } from "../open-database.js";
import { type PaperRow, paperColumns, toPaper } from "./rows.js";
import { nameState, type VersionRow, versionColumns } from "./version-row.js";

/** A row of `papers` with everything that decides how a new record of it is handled. */
interface KnownRow extends PaperRow, VersionRow {
  readonly trust: string | null;
  readonly job_id: string;
  readonly job_changes: number;
  readonly taken_in_at: number;
}

const knownColumns = `${paperColumns}, ${versionColumns}, trust, job_id, job_changes,
  coalesce((SELECT created_at FROM jobs j WHERE j.id = job_id), now_ms()) AS taken_in_at`;

/** Returns functions that find the stored papers that a record may describe. */
export function prepareFindStored(database: SqliteDatabase): Pick<RecordLookup, "findNamed" | "findCandidates"> {
  const select = `SELECT ${knownColumns} FROM papers WHERE`;
  const find = database.prepare(
    `${select} id = @id
     UNION ALL SELECT * FROM (${select} title_key = @title ORDER BY ordinal LIMIT ${maxCandidates})
     UNION ALL SELECT * FROM (${select} arxiv_id = @arxiv ORDER BY ordinal LIMIT ${maxCandidates})
     UNION ALL SELECT * FROM (${select} doi = @doi ORDER BY ordinal LIMIT ${maxCandidates})`,
  );
  const byId = database.prepare(`${select} id = ?`);
  return {
    findNamed(id) {
      const row = byId.get(id) as KnownRow | undefined;
      return row && toKnown(row);
    },
    findCandidates({ paper }) {
      const rows = find.all({
        id: paper.id,
        title: normalizeShownTitle(paper.title) || null,
        arxiv: paper.arxivId ?? null,
        doi: paper.doi ?? null,
      }) as KnownRow[];
      return [...new Map(rows.map((row) => [row.ordinal, row])).values()].map(toKnown);
    },
  };
}

function toKnown(row: KnownRow): KnownPaper {
  return {
    ordinal: row.ordinal,
    paper: toPaper(row),
    ...(row.version !== null && { version: row.version }),
    trust: parseTrust(row.trust),
    contentHash: row.content_hash,
    textHash: row.text_hash,
    state: nameState(row.vector_state),
    jobId: row.job_id,
    jobChanges: row.job_changes,
    takenInAt: row.taken_in_at,
  };
}
