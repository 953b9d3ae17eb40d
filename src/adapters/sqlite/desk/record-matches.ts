import { followLimits } from "../../../domain/follows/follow-limits.js";
import type { FoundMatch } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { MatchStep } from "../../../ports/desk/match-store.js";
import type { SqliteDatabase } from "../open-database.js";

/** Records a step in one transaction. */
export function prepareRecordStep(database: SqliteDatabase): (step: MatchStep) => void {
  const advance = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  const put = preparePut(database);
  const fold = prepareFold(database);
  const trim = prepareTrim(database);
  const record = database.transaction(({ found, groups, passed }: MatchStep) => {
    for (const match of found) put(match);
    for (const { members } of groups) if (members.length > 1) fold(members);
    for (const follow of new Set(found.map((match) => match.follow))) trim(follow);
    if (passed) advance.run(`matched_${passed.kind}`, String(passed.lastChange));
  });
  return (step) => record.immediate(step);
}

function preparePut(database: SqliteDatabase): (match: FoundMatch) => void {
  // A version that was folded has no row of its own, but matches.
  const find = database.prepare(`
    SELECT f.reader, coalesce((SELECT number FROM inbox WHERE reader = f.reader AND ordinal = @ordinal),
      (SELECT m.row FROM matches m JOIN follows o ON o.number = m.follow
        WHERE m.ordinal = @ordinal AND o.reader = f.reader LIMIT 1)) AS row
    FROM follows f WHERE f.number = @follow AND f.after < @ordinal AND f.is_paused = 0
      AND EXISTS (SELECT 1 FROM papers WHERE ordinal = @ordinal)`);
  const addRow = database
    .prepare("INSERT INTO inbox (reader, ordinal, at) VALUES (?, ?, now_ms()) RETURNING number")
    .pluck();
  const insert = database.prepare(`
    INSERT INTO matches (follow, ordinal, row, score, matched_by, alike, at)
    VALUES (@follow, @ordinal, @row, @score, @matchedBy, @like, now_ms())
    ON CONFLICT (follow, ordinal) DO UPDATE
      SET score = excluded.score, matched_by = excluded.matched_by, alike = excluded.alike`);
  return (match) => {
    const { follow, ordinal, like = null } = match;
    const place = find.get({ follow, ordinal }) as { reader: string; row: number | null } | undefined;
    if (!place) return;
    const row = place.row ?? (addRow.get(place.reader, ordinal) as number);
    insert.run({ ...match, row, like });
  };
}

interface Row {
  readonly number: number;
  readonly reader: string;
}

/** Near-duplicates share the oldest of their rows, for each reader. What the reader dismissed stays dismissed. */
function prepareFold(database: SqliteDatabase): (members: readonly Ordinal[]) => void {
  const find = database.prepare(`
    SELECT number, reader FROM inbox WHERE ordinal IN (SELECT value FROM json_each(@members))
      OR number IN (SELECT row FROM matches WHERE ordinal IN (SELECT value FROM json_each(@members))) ORDER BY number`);
  const move = database.prepare("UPDATE matches SET row = @to WHERE row = @from");
  const keepDismissed = database.prepare(`
    UPDATE inbox SET dismissed_at = (SELECT dismissed_at FROM inbox WHERE number = @from)
      WHERE number = @to AND dismissed_at IS NULL`);
  const drop = database.prepare("DELETE FROM inbox WHERE number = ?");
  return (members) => {
    const heads = new Map<string, number>();
    for (const { number, reader } of find.all({ members: JSON.stringify(members) }) as Row[]) {
      const to = heads.get(reader);
      if (to === undefined) {
        heads.set(reader, number);
        continue;
      }
      move.run({ from: number, to });
      keepDismissed.run({ from: number, to });
      drop.run(number);
    }
  };
}

/** Drops the oldest matches of a follow; they would match again if their papers changed, so the follow begins after them. */
function prepareTrim(database: SqliteDatabase): (follow: number) => void {
  const find = database.prepare(
    `SELECT number, ordinal FROM matches WHERE follow = ? ORDER BY number DESC LIMIT -1 OFFSET ${followLimits.matches}`,
  );
  const drop = database.prepare("DELETE FROM matches WHERE number = ? RETURNING row").pluck();
  const begin = database.prepare("UPDATE follows SET after = max(after, ?) WHERE number = ?");
  const settle = database.prepare(`
    DELETE FROM inbox WHERE number = ? AND dismissed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM matches WHERE row = inbox.number)`);
  return (follow) => {
    for (const { number, ordinal } of find.all(follow) as { number: number; ordinal: Ordinal | null }[]) {
      const row = drop.get(number);
      if (ordinal !== null) begin.run(ordinal, follow);
      settle.run(row);
    }
  };
}
