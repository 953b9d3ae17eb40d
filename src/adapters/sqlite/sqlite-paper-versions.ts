import type { KeptPaper } from "../../domain/paper-change.js";
import type { Ordinal } from "../../domain/paper.js";
import type { PaperVersions } from "../../ports/paper-versions.js";
import type { SqliteDatabase } from "./open-database.js";
import { vectorState } from "./schema.js";

/** The columns of `papers` that say which version is kept. */
export interface VersionRow {
  readonly version: number | null;
  readonly content_hash: string;
  readonly text_hash: string;
  readonly vector_state: number;
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
  return {
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
