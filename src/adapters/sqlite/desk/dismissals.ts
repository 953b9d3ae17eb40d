import type { Ordinal } from "../../../domain/paper/paper.js";
import type { Dismissals } from "../../../ports/desk/dismissals.js";
import type { SqliteDatabase } from "../open-database.js";

export function createSqliteDismissals(database: SqliteDatabase): Dismissals {
  const which = `reader = @reader AND number IN (
    SELECT i.number FROM papers p JOIN inbox i ON i.ordinal = p.ordinal WHERE p.id IN (SELECT value FROM json_each(@ids))
    UNION SELECT m.row FROM papers p JOIN matches m ON m.ordinal = p.ordinal WHERE p.id IN (SELECT value FROM json_each(@ids)))`;
  const dismiss = database.prepare(
    `UPDATE inbox SET dismissed_at = now_ms() WHERE ${which} AND dismissed_at IS NULL RETURNING number`,
  );
  const restore = database.prepare(
    `UPDATE inbox SET dismissed_at = NULL WHERE ${which} AND dismissed_at IS NOT NULL RETURNING number`,
  );
  const listFollows = database.prepare(`
    SELECT id FROM follows WHERE number IN (SELECT follow FROM matches WHERE row IN (SELECT value FROM json_each(?)))`);
  // Restored after its follow was removed, a paper fits nothing.
  const settle = database.prepare(`
    DELETE FROM inbox WHERE number IN (SELECT value FROM json_each(?)) AND dismissed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM matches WHERE row = inbox.number)`);
  const list = database.prepare(`
    SELECT m.ordinal FROM matches m JOIN inbox i ON i.number = m.row
    WHERE m.follow = ? AND m.ordinal IS NOT NULL AND i.dismissed_at IS NOT NULL ORDER BY i.dismissed_at DESC, m.number DESC LIMIT ?`);
  const change = database.transaction((reader: string, ids: readonly string[], isDismissed: boolean) => {
    const rows = (isDismissed ? dismiss : restore).pluck().all({ reader, ids: JSON.stringify(ids) });
    settle.run(JSON.stringify(rows));
    return { changed: rows.length, follows: listFollows.pluck().all(JSON.stringify(rows)) as string[] };
  });
  return {
    dismiss: async (reader, { ids, isDismissed }) => change.immediate(reader, ids, isDismissed),
    listOfFollow: async (follow, limit) => list.pluck().all(follow, limit) as Ordinal[],
  };
}
