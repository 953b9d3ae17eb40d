import type { KeptPaper } from "../../domain/paper-change.js";
import type { Ordinal } from "../../domain/paper.js";
import type { PaperVersions } from "../../ports/paper-versions.js";
import { prepareJoinKept } from "./join-kept.js";
import type { SqliteDatabase } from "./open-database.js";
import { vectorState } from "./schema.js";

/** The columns of `papers` that say which version is kept. */
export interface VersionRow {
  readonly version: number | null;
  readonly content_hash: string;
  readonly text_hash: string;
  readonly vector_state: number;
}

interface ListedRow {
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
  const findVersions = database
    .prepare(
      "SELECT ordinal, version FROM papers WHERE ordinal IN (SELECT value FROM json_each(?)) AND version IS NOT NULL",
    )
    .raw();
  const list = database.prepare(
    `SELECT p.version, p.title, p.date, j.created_at AS taken_in_at, 1 AS kept
       FROM papers p JOIN jobs j ON j.id = p.job_id WHERE p.ordinal = @ordinal AND p.version IS NOT NULL
     UNION ALL
     SELECT v.version, v.title, v.date, v.taken_in_at, 0 FROM paper_versions v JOIN papers p USING (ordinal)
       WHERE ordinal = @ordinal AND v.version IS NOT p.version
     ORDER BY 1 DESC`,
  );
  const joinKept = prepareJoinKept(database);
  return {
    joinKept: async (papers) => papers.map(joinKept),
    async listVersions(ordinal) {
      return (list.all({ ordinal }) as ListedRow[]).map(({ version, title, date, taken_in_at, kept }) => ({
        version,
        title,
        ...(date !== null && { date }),
        takenInAt: new Date(taken_in_at).toISOString(),
        kept: kept === 1,
      }));
    },
    async findVersions(ordinals) {
      return new Map(findVersions.all(JSON.stringify(ordinals)) as [Ordinal, number][]);
    },
    async findKept(ids) {
      const rows = find.all(JSON.stringify(ids)) as (VersionRow & { readonly id: string })[];
      return new Map(rows.map((row) => [row.id, toKept(row)]));
    },
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
