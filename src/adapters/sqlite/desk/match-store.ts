import type { FollowSpec } from "../../../domain/follows/follow.js";
import type { FoundMatch } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { FoundQuery, InboxPage, MatchStore, SeenPapers, StoredMatch } from "../../../ports/desk/match-store.js";
import type { ReadFollow } from "../../../ports/desk/follow-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { prepareRecordStep } from "./record-matches.js";

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
  readonly row: number;
  readonly at: number;
}

const matchColumns =
  "m.*, f.id AS follow_id, f.name, f.spec, f.read FROM matches m JOIN follows f ON f.number = m.follow";

export function createSqliteMatchStore(database: SqliteDatabase): MatchStore {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const hasFollows = database.prepare("SELECT EXISTS (SELECT 1 FROM follows)").pluck();
  const readLast = database.prepare("SELECT coalesce(max(number), 0) FROM matches").pluck();
  const record = prepareRecordStep(database);
  const listMatches = database.prepare(`
    SELECT ${matchColumns} WHERE m.row IN (SELECT value FROM json_each(?)) AND m.ordinal IS NOT NULL ORDER BY m.number`);
  return {
    async readMatched(kind) {
      const key = hasFollows.get() === 1 ? `matched_${kind}` : "last_change";
      return Number(readMeta.get(key) ?? 0);
    },
    recordStep: async (step) => record(step),
    readLast: async () => readLast.get() as number,
    listInbox: prepareListInbox(database),
    listMatches: async (rows) => (listMatches.all(JSON.stringify(rows)) as MatchRow[]).map(toMatch),
    markSeen: prepareMarkSeen(database),
    listFound: prepareListFound(database),
  };
}

function prepareListInbox(database: SqliteDatabase): MatchStore["listInbox"] {
  const limits = `reader = @reader AND ordinal IS NOT NULL AND (dismissed_at IS NOT NULL) = @dismissed
    AND (@onlyNew = 0 OR seen_at IS NULL) AND (@follow IS NULL OR EXISTS (
      SELECT 1 FROM matches m WHERE m.follow = @follow AND m.row = inbox.number AND m.ordinal IS NOT NULL))`;
  const list = database.prepare(
    `SELECT number, ordinal, at, seen_at FROM inbox WHERE ${limits} AND number < @before ORDER BY number DESC LIMIT @limit`,
  );
  const count = database.prepare(
    `SELECT count(*) AS total, count(*) - count(seen_at) AS new FROM inbox WHERE ${limits}`,
  );
  return async ({ reader, follow, onlyNew, dismissed, before = Number.MAX_SAFE_INTEGER, limit }: InboxPage) => {
    const named = { reader, follow: follow ?? null, onlyNew: Number(onlyNew), dismissed: Number(dismissed ?? false) };
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
  const which = `reader = @reader AND dismissed_at IS NULL AND (number <= @upTo OR ordinal IN (
    SELECT ordinal FROM papers WHERE id IN (SELECT value FROM json_each(@ids))))`;
  const see = database.prepare(`UPDATE inbox SET seen_at = now_ms() WHERE ${which} AND seen_at IS NULL`);
  const renew = database.prepare(`UPDATE inbox SET seen_at = NULL WHERE ${which} AND seen_at IS NOT NULL`);
  return async (reader, { upTo = -1, ids = [], isSeen }: SeenPapers) =>
    (isSeen ? see : renew).run({ reader, upTo, ids: JSON.stringify(ids) }).changes;
}

/** With more, going through the matches in their order finds enough of them soon. */
const fewFollows = 8;

/**
 * A match is delivered if it is the first of its row for its follow, or for all follows that are asked for. Matches of
 * removed papers count, so that what was delivered once is not delivered as another version.
 */
function prepareListFound(database: SqliteDatabase): MatchStore["listFound"] {
  const isAsked = (follow: string) => `(@follows IS NULL OR ${follow}.id IN (SELECT value FROM json_each(@follows)))`;
  const earlier = {
    match: "SELECT 1 FROM matches e WHERE e.row = m.row AND e.follow = m.follow AND e.number < m.number",
    work: `SELECT 1 FROM matches e JOIN follows o ON o.number = e.follow
      WHERE e.row = m.row AND e.number < m.number AND ${isAsked("o")}`,
  };
  const select = (each: keyof typeof earlier, order: string, columns = matchColumns) =>
    database.prepare(`SELECT ${columns} JOIN inbox i ON i.number = m.row
      WHERE f.reader = @reader AND m.ordinal IS NOT NULL AND i.dismissed_at IS NULL AND m.number > @after
        AND m.number < @before AND ${isAsked("f")} AND NOT EXISTS (${earlier[each]})
      ORDER BY m.number ${order} LIMIT @limit`);
  // The matches of a few follows, and not all to find them: few match seldom.
  const followed = matchColumns.replace("matches m JOIN follows f", "follows f CROSS JOIN matches m");
  const prepare = (columns: string) => ({
    match: { oldest: select("match", "ASC", columns), newest: select("match", "DESC", columns) },
    work: { oldest: select("work", "ASC", columns), newest: select("work", "DESC", columns) },
  });
  const [queries, fewQueries] = [prepare(matchColumns), prepare(followed)];
  return async ({ reader, follows, each, order, after = 0, before = Number.MAX_SAFE_INTEGER, limit }: FoundQuery) => {
    const asked = { reader, after, before, limit, follows: follows ? JSON.stringify(follows) : null };
    const isFew = follows !== undefined && follows.length <= fewFollows;
    return ((isFew ? fewQueries : queries)[each][order].all(asked) as MatchRow[]).map(toMatch);
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
    row: row.row,
    ordinal: row.ordinal,
    score: row.score,
    matchedBy: row.matched_by,
    at: new Date(row.at),
    ...(row.alike !== null && { like: row.alike }),
  };
}
