import type { Ordinal } from "../../../domain/paper/paper.js";
import type { TakenPapers } from "../../../ports/desk/taken-papers.js";
import type { SqliteDatabase } from "../open-database.js";

export function createSqliteTakenPapers(database: SqliteDatabase): TakenPapers {
  const since = database
    .prepare(
      `SELECT p.ordinal FROM (SELECT ordinal, job_id FROM papers ORDER BY ordinal DESC LIMIT ?) p
       JOIN jobs j ON j.id = p.job_id WHERE j.created_at >= ? ORDER BY p.ordinal DESC`,
    )
    .pluck();
  const ofJob = database.prepare("SELECT ordinal FROM papers WHERE job_id = ? ORDER BY ordinal").pluck();
  return {
    listSince: async (time, limit) => since.all(limit, time.getTime()) as Ordinal[],
    listOfJob: async (jobId) => ofJob.all(jobId) as Ordinal[],
  };
}
