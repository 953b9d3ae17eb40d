import type { KeepCount, OpenCount, OpenCounts } from "../../../ports/desk/open-counts.js";
import type { SqliteDatabase } from "../open-database.js";

/** What was kept lately; to count more would block the event loop. */
const maxEntries = 5_000;

export function createSqliteOpenCounts(database: SqliteDatabase): OpenCounts {
  const count = database.prepare(`
    INSERT INTO paper_opens (paper, day, opens)
    SELECT id, @day, 1 FROM papers WHERE id IN (SELECT value FROM json_each(@ids))
    ON CONFLICT DO UPDATE SET opens = opens + 1`);
  const list = database.prepare(`
    SELECT paper AS id, sum(opens) AS opens FROM paper_opens JOIN papers ON papers.id = paper
    WHERE day BETWEEN @from AND @today GROUP BY paper HAVING sum(opens) >= @min
    ORDER BY sum(opens * pow(0.5, (@today - day) / 7.0)) DESC, paper LIMIT @limit`);
  const listKept = database.prepare(`
    SELECT paper AS id, count(DISTINCT reader) AS readers
    FROM (SELECT * FROM collection_entries ORDER BY rowid DESC LIMIT ${maxEntries}) e JOIN collections c ON c.id = e.collection JOIN papers ON papers.id = paper
    WHERE c.deleted_at IS NULL AND e.decision IS NOT 'exclude'
    GROUP BY paper HAVING count(DISTINCT reader) >= @min
    ORDER BY count(DISTINCT reader) DESC, max(e.added_at) DESC, paper LIMIT @limit`);
  const forget = database.prepare("DELETE FROM paper_opens WHERE day < ?");
  return {
    countOpens: async (day, ids) => void count.run({ day, ids: JSON.stringify(ids) }),
    listOpened: async (request) => list.all(request) as OpenCount[],
    listKept: async ({ min, limit }) => listKept.all({ min, limit }) as KeepCount[],
    forgetBefore: async (day) => void forget.run(day),
  };
}
