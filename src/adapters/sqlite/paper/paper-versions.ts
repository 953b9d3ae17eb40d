import type { PaperVersion } from "../../../domain/paper/version.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperVersions } from "../../../ports/paper/paper-versions.js";
import type { SqliteDatabase } from "../open-database.js";

interface ListedRow {
  readonly ordinal: Ordinal;
  readonly version: number;
  readonly title: string;
  readonly date: string | null;
  readonly taken_in_at: number;
  readonly kept: number;
}

export function createSqlitePaperVersions(database: SqliteDatabase): PaperVersions {
  const list = database.prepare(
    `WITH asked AS (SELECT value AS ordinal FROM json_each(?))
     SELECT ordinal, version, title, date, created_at AS taken_in_at, 1 AS kept
       FROM asked JOIN papers USING (ordinal) JOIN jobs j ON j.id = job_id WHERE version IS NOT NULL
     UNION ALL
     SELECT ordinal, version, title, date, taken_in_at, 0 FROM asked JOIN paper_versions USING (ordinal)
     ORDER BY version DESC`,
  );
  return {
    async listVersions(ordinals) {
      const listed = new Map<Ordinal, PaperVersion[]>();
      for (const row of list.all(JSON.stringify(ordinals)) as ListedRow[]) {
        const versions = listed.get(row.ordinal);
        if (versions) versions.push(toVersion(row));
        else listed.set(row.ordinal, [toVersion(row)]);
      }
      return listed;
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
