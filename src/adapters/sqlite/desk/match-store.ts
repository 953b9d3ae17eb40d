import { followLimits, type FollowSpec } from "../../../domain/follows/follow.js";
import type { FoundMatch } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type {
  FoundQuery,
  InboxPage,
  MatchStep,
  MatchStore,
  SeenPapers,
  StoredMatch,
} from "../../../ports/desk/match-store.js";
import type { ReadFollow } from "../../../ports/desk/follow-store.js";
import type { SqliteDatabase } from "../open-database.js";

interface MatchRow {
  readonly number: number;
  readonly follow: number;
  readonly follow_id: string;
  readonly name: string;
  readonly spec: string;
  readonly read: string;
  readonly ordinal: Ordinal;
  readonly score: number;
  readonly matched_by: FoundMatch["matchedBy"];
  readonly alike: Ordinal | null;
  readonly same_as: Ordinal | null;
  readonly at: number;
}

const matchColumns =
  "m.*, f.id AS follow_id, f.name, f.spec, f.read FROM matches m JOIN follows f ON f.number = m.follow";

export function createSqliteMatchStore(database: SqliteDatabase): MatchStore {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const hasFollows = database.prepare("SELECT EXISTS (SELECT 1 FROM follows)").pluck();
  const readLast = database.prepare("SELECT coalesce(max(number), 0) FROM matches").pluck();
  const record = prepareRecord(database);
  const listMatches = database.prepare(`
    SELECT ${matchColumns} WHERE f.reader = @reader AND (m.ordinal IN (SELECT value FROM json_each(@ordinals))
      OR m.same_as IN (SELECT value FROM json_each(@ordinals))) ORDER BY m.number`);
  return {
    async readMatched(kind) {
      const key = hasFollows.get() === 1 ? `matched_${kind}` : "last_change";
      return Number(readMeta.get(key) ?? 0);
    },
    recordStep: async (step) => record.immediate(step),
    readLast: async () => readLast.get() as number,
    listInbox: prepareListInbox(database),
    listMatches: async (reader, ordinals) =>
      (listMatches.all({ reader, ordinals: JSON.stringify(ordinals) }) as MatchRow[]).map(toMatch),
    markSeen: prepareMarkSeen(database),
    listFound: prepareListFound(database),
  };
}

function prepareAdvance(database: SqliteDatabase): (kind: string, lastChange: number) => void {
  const advance = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  return (kind, lastChange) => void advance.run(`matched_${kind}`, String(lastChange));
}

function prepareRecord(database: SqliteDatabase) {
  const advance = prepareAdvance(database);
  const insert = database.prepare(`
    INSERT INTO matches (follow, ordinal, score, matched_by, alike, at)
    SELECT @follow, @ordinal, @score, @matchedBy, @like, now_ms() FROM follows
      WHERE number = @follow AND after < @ordinal AND is_paused = 0
        AND EXISTS (SELECT 1 FROM papers WHERE ordinal = @ordinal)
    ON CONFLICT (follow, ordinal) DO UPDATE
      SET score = excluded.score, matched_by = excluded.matched_by, alike = excluded.alike`);
  const fold = database.prepare(`
    UPDATE matches SET same_as = (
      SELECT e.ordinal FROM matches e WHERE e.follow = matches.follow AND e.number < matches.number AND e.same_as IS NULL
        AND e.ordinal IN (SELECT value FROM json_each(@members)) ORDER BY e.number LIMIT 1)
    WHERE ordinal = @ordinal AND same_as IS NULL`);
  const settle = prepareSettle(database);
  const trim = prepareTrim(database);
  return database.transaction(({ found, groups, passed }: MatchStep) => {
    for (const match of found) insert.run({ ...match, like: match.like ?? null });
    for (const { ordinal, members } of groups) {
      if (members.length > 1) fold.run({ ordinal, members: JSON.stringify(members) });
    }
    for (const ordinal of new Set([...found, ...groups].map((one) => one.ordinal))) settle(ordinal);
    for (const follow of new Set(found.map((match) => match.follow))) trim(follow);
    if (passed) advance(passed.kind, passed.lastChange);
  });
}

/** A paper is in an inbox while it has a match that is no near-duplicate of an earlier one. */
function prepareSettle(database: SqliteDatabase): (ordinal: Ordinal) => void {
  const matched = `SELECT f.reader FROM matches m JOIN follows f ON f.number = m.follow
    WHERE m.ordinal = @ordinal AND m.same_as IS NULL`;
  const put = database.prepare(
    `INSERT OR IGNORE INTO inbox (reader, ordinal, at) SELECT DISTINCT reader, @ordinal, now_ms() FROM (${matched})`,
  );
  const drop = database.prepare(`DELETE FROM inbox WHERE ordinal = @ordinal AND reader NOT IN (${matched})`);
  return (ordinal) => {
    put.run({ ordinal });
    drop.run({ ordinal });
  };
}

/** Drops the oldest matches of a follow; they would match again if their papers changed, so the follow begins after them. */
function prepareTrim(database: SqliteDatabase): (follow: number) => void {
  const find = database
    .prepare(
      `SELECT ordinal FROM matches WHERE follow = ? ORDER BY number DESC LIMIT -1 OFFSET ${followLimits.matches}`,
    )
    .pluck();
  const drop = database.prepare("DELETE FROM matches WHERE follow = ? AND ordinal = ?");
  const begin = database.prepare("UPDATE follows SET after = max(after, ?) WHERE number = ?");
  const settle = prepareSettle(database);
  return (follow) => {
    const ordinals = find.all(follow) as Ordinal[];
    for (const ordinal of ordinals) {
      drop.run(follow, ordinal);
      begin.run(ordinal, follow);
      settle(ordinal);
    }
  };
}

function prepareListInbox(database: SqliteDatabase): MatchStore["listInbox"] {
  const limits = `reader = @reader AND (@onlyNew = 0 OR seen_at IS NULL) AND (@follow IS NULL OR EXISTS (
    SELECT 1 FROM matches m WHERE m.follow = @follow AND m.ordinal = inbox.ordinal AND m.same_as IS NULL))`;
  const list = database.prepare(
    `SELECT number, ordinal, at, seen_at FROM inbox WHERE ${limits} AND number < @before ORDER BY number DESC LIMIT @limit`,
  );
  const count = database.prepare(
    `SELECT count(*) AS total, count(*) - count(seen_at) AS new FROM inbox WHERE ${limits}`,
  );
  return async ({ reader, follow, onlyNew, before = Number.MAX_SAFE_INTEGER, limit }: InboxPage) => {
    const named = { reader, follow: follow ?? null, onlyNew: onlyNew ? 1 : 0 };
    const rows = list.all({ ...named, before, limit }) as {
      number: number;
      ordinal: number;
      at: number;
      seen_at: number | null;
    }[];
    const counts = count.get(named) as { total: number; new: number };
    return {
      rows: rows.map(({ number, ordinal, at, seen_at: seen }) => ({
        number,
        ordinal,
        at: new Date(at),
        isNew: seen === null,
      })),
      ...counts,
    };
  };
}

function prepareMarkSeen(database: SqliteDatabase): MatchStore["markSeen"] {
  const which = `reader = @reader AND (number <= @upTo OR ordinal IN (
    SELECT ordinal FROM papers WHERE id IN (SELECT value FROM json_each(@ids))))`;
  const see = database.prepare(`UPDATE inbox SET seen_at = now_ms() WHERE ${which} AND seen_at IS NULL`);
  const renew = database.prepare(`UPDATE inbox SET seen_at = NULL WHERE ${which} AND seen_at IS NOT NULL`);
  return async (reader, { upTo = -1, ids = [], isSeen }: SeenPapers) =>
    (isSeen ? see : renew).run({ reader, upTo, ids: JSON.stringify(ids) }).changes;
}

/** With more, going through the matches in their order finds enough of them soon. */
const fewFollows = 8;

function prepareListFound(database: SqliteDatabase): MatchStore["listFound"] {
  const select = (order: string, columns = matchColumns) =>
    database.prepare(`SELECT ${columns} WHERE f.reader = @reader AND m.same_as IS NULL AND m.number > @after
      AND m.number < @before AND (@follows IS NULL OR f.id IN (SELECT value FROM json_each(@follows)))
      ORDER BY m.number ${order} LIMIT @limit`);
  const queries = { oldest: select("ASC"), newest: select("DESC") };
  // The matches of a few follows, and not all to find them: few match seldom.
  const followed = matchColumns.replace("matches m JOIN follows f", "follows f CROSS JOIN matches m");
  const fewQueries = { oldest: select("ASC", followed), newest: select("DESC", followed) };
  return async ({ reader, follows, order, after = 0, before = Number.MAX_SAFE_INTEGER, limit }: FoundQuery) => {
    const asked = { reader, after, before, limit, follows: follows ? JSON.stringify(follows) : null };
    const isFew = follows !== undefined && follows.length <= fewFollows;
    return ((isFew ? fewQueries : queries)[order].all(asked) as MatchRow[]).map(toMatch);
  };
}

function toMatch(row: MatchRow): StoredMatch {
  const { ranks } = JSON.parse(row.read) as ReadFollow;
  return {
    number: row.number,
    follow: {
      id: row.follow_id,
      number: row.follow,
      name: row.name,
      kind: (JSON.parse(row.spec) as FollowSpec).kind,
      ...(ranks && { text: ranks.text }),
    },
    ordinal: row.ordinal,
    score: row.score,
    matchedBy: row.matched_by,
    at: new Date(row.at),
    ...(row.alike !== null && { like: row.alike }),
    ...(row.same_as !== null && { sameAs: row.same_as }),
  };
}
