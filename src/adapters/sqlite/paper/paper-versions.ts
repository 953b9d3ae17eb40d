import type { KeptPaper } from "../../../domain/paper/change.js";
import type { PaperVersion } from "../../../domain/paper/version.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperVersions } from "../../../ports/paper/paper-versions.js";
import { prepareJoinStoredPaper } from "./join-stored-paper.js";
import type { SqliteDatabase } from "../open-database.js";
import { vectorState } from "../schema.js";

/** The columns of `papers` that describe the stored version. */
export interface VersionRow {
  readonly version: number | null;
  readonly content_hash: string;
  readonly text_hash: string;
  readonly vector_state: number;
}

interface ListedRow {
  readonly ordinal: Ordinal;
  readonly version: number;
  readonly title: string;
  readonly date: string | null;
  readonly taken_in_at: number;
  readonly kept: number;
}

export const versionColumns = "version, content_hash, text_hash, vector_state";

export function createSqlitePaperVersions(database: SqliteDatabase): PaperVersions {
  const find = database.prepare(
    `SELECT id, ${versionColumns} FROM papers WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const list = database.prepare(
    `WITH asked AS (SELECT value AS ordinal FROM json_each(?))
     SELECT ordinal, version, title, date, created_at AS taken_in_at, 1 AS kept
       FROM asked JOIN papers USING (ordinal) JOIN jobs j ON j.id = job_id WHERE version IS NOT NULL
     UNION ALL
     SELECT ordinal, version, title, date, taken_in_at, 0 FROM asked JOIN paper_versions USING (ordinal)
     ORDER BY version DESC`,
  );
  const joinKept = prepareJoinStoredPaper(database);
  return {
    joinKept: async (papers) => papers.map(joinKept),
    async listVersions(ordinals) {
      const listed = new Map<Ordinal, PaperVersion[]>();
      for (const row of list.all(JSON.stringify(ordinals)) as ListedRow[]) {
        const versions = listed.get(row.ordinal);
        if (versions) versions.push(toVersion(row));
        else listed.set(row.ordinal, [toVersion(row)]);
      }
      return listed;
    },
    async findKept(ids) {
      const rows = find.all(JSON.stringify(ids)) as (VersionRow & { readonly id: string })[];
      return new Map(rows.map((row) => [row.id, toKept(row)]));
    },
  };
}

function toVersion({ version, title, date, taken_in_at, kept }: ListedRow): PaperVersion {
  return {
    version,
    title,
    ...(date !== null && { date }),
    takenInAt: new Date(taken_in_at).toISOString(),
    kept: kept === 1,
  };
}

export function toKept({ version, content_hash, text_hash, vector_state }: VersionRow): KeptPaper {
  return {
    ...(version !== null && { version }),
    contentHash: content_hash,
    textHash: text_hash,
    vector: describeVector(vector_state),
  };
}

function describeVector(state: number): KeptPaper["vector"] {
  if (state === vectorState.embedded) return "embedded";
  return state === vectorState.waiting ? "waiting" : "none";
}
