import { workerData } from "node:worker_threads";
import { keptLately, openHalfLifeDays } from "../../../domain/trends/paper-use.js";
import type { KeepCount, OpenCount, OpenedRequest } from "../../../ports/desk/open-counts.js";
import { openConnection } from "../open-database.js";

/** Start parameters of the thread. */
export interface UseThreadData {
  /** The data folder. */
  readonly folder: string;
}

const { folder } = workerData as UseThreadData;
const database = openConnection(folder, { readonly: true });
const opened = database.prepare(`
  SELECT paper AS id, sum(opens) AS opens FROM paper_opens JOIN papers ON papers.id = paper
  WHERE day BETWEEN @from AND @today GROUP BY paper HAVING sum(opens) >= @min
  ORDER BY sum(opens * pow(0.5, (@today - day) / ${openHalfLifeDays}.0)) DESC, paper LIMIT @limit`);
const kept = database.prepare(`
  SELECT paper AS id, count(DISTINCT reader) AS readers
  FROM (SELECT * FROM collection_entries ORDER BY rowid DESC LIMIT ${keptLately}) e
    JOIN collections c ON c.id = e.collection JOIN papers ON papers.id = paper
  WHERE c.deleted_at IS NULL AND e.decision IS NOT 'exclude'
  GROUP BY paper HAVING count(DISTINCT reader) >= @min
  ORDER BY count(DISTINCT reader) DESC, max(e.added_at) DESC, paper LIMIT @limit`);

export function listOpened(request: OpenedRequest): OpenCount[] {
  return opened.all(request) as OpenCount[];
}

export function listKept({ min, limit }: Pick<OpenedRequest, "min" | "limit">): KeepCount[] {
  return kept.all({ min, limit }) as KeepCount[];
}
