import type { KeepCount, OpenCount, OpenCounts } from "../../../ports/desk/open-counts.js";
import type { SqliteDatabase } from "../open-database.js";

export function createSqliteOpenCounts(database: SqliteDatabase): OpenCounts {
  const count = database.prepare(`
    INSERT INTO paper_opens (paper, day, opens)
    SELECT id, @day, 1 FROM papers WHERE id IN (SELECT value FROM json_each(@ids))
    ON CONFLICT DO UPDATE SET opens = opens + 1`);
  const list = database.prepare(`
    SELECT paper AS id, sum(opens) AS opens FROM paper_opens JOIN papers ON papers.id = paper
    WHERE day BETWEEN @from AND @today GROUP BY paper HAVING sum(opens) >= @min
    ORDER BY sum(opens * pow(0.5, (@today - day) / 7.0)) DESC, paper LIMIT @limit`);
  const forget = database.prepare("DELETE FROM paper_opens WHERE day < ?");
  return {
    countOpens: async (day, ids) => void count.run({ day, ids: JSON.stringify(ids) }),
    listOpened: async (request) => list.all(request) as OpenCount[],
    listKept: async () => [] as KeepCount[],
    forgetBefore: async (day) => void forget.run(day),
  };
}
