import { randomBytes } from "node:crypto";
import { setImmediate as giveWay } from "node:timers/promises";
import type { Follow, FollowSpec, SourceState } from "../../../domain/follows/follow.js";
import { checkFollowCount, describeFollow, patchSpec } from "../../../domain/follows/kept-follow.js";
import { spellId } from "../../../domain/input/spell-id.js";
import { bytesToVector, vectorToBytes } from "../../../domain/vectors/bytes.js";
import type { FollowChanges } from "../../../ports/desk/follow-changes.js";
import type { AddedFollow, FollowStore, ReadFollow, StoredFollow } from "../../../ports/desk/follow-store.js";
import type { SqliteDatabase } from "../open-database.js";

interface FollowRow {
  readonly number: number;
  readonly id: string;
  readonly reader: string;
  readonly name: string;
  readonly spec: string;
  readonly read: string;
  readonly is_paused: number;
  readonly after: number;
  readonly vector: Uint8Array | null;
  readonly fingerprint: string | null;
  readonly state: string | null;
  readonly created_at: number;
}

interface MatchCounts {
  readonly matches: number;
  readonly new: number;
  readonly last_at: number | null;
}

/** Counting the matches of all follows takes longer than the event loop may be held. */
const sliceMs = 5;
const lastPaper = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'papers'), 0)";

export function createSqliteFollowStore(database: SqliteDatabase): FollowStore & FollowChanges {
  const list = database.prepare("SELECT * FROM follows WHERE reader = ? ORDER BY number DESC");
  const find = database.prepare("SELECT * FROM follows WHERE reader = ? AND id = ?");
  const listAll = database.prepare("SELECT * FROM follows ORDER BY number");
  const listSources = database.prepare("SELECT * FROM follows WHERE state IS NOT NULL ORDER BY number");
  const add = prepareAdd(database);
  const change = prepareChange(database);
  const remove = prepareRemove(database);
  const describe = prepareDescribe(database);
  const { note, ...changes } = createChanges(database);
  return {
    ...changes,
    async listFollows(reader) {
      const follows: Follow[] = [];
      let begun = performance.now();
      for (const row of list.all(reader) as FollowRow[]) {
        follows.push(describe(row));
        if (performance.now() - begun < sliceMs) continue;
        await giveWay();
        begun = performance.now();
      }
      return follows;
    },
    async readFollow({ reader, id }) {
      const row = find.get(reader, id) as FollowRow | undefined;
      return row && describe(row);
    },
    async addFollow(follow) {
      const row = add.immediate(follow);
      note(row.number);
      return toStored(row);
    },
    async changeFollow(number, changed) {
      const row = change.immediate(number, changed);
      if (row && changed.patch) note(number);
      return row && toStored(row);
    },
    async removeFollow({ reader, id }) {
      const number = remove.immediate(reader, id);
      if (number !== undefined) note(number);
      return number;
    },
    async findStored({ reader, id }) {
      const row = find.get(reader, id) as FollowRow | undefined;
      return row && toStored(row);
    },
    listStored: async ({ onlySources = false } = {}) =>
      ((onlySources ? listSources : listAll).all() as FollowRow[]).map(toStored),
  };
}

/** Counted in memory: no other process uses the store at the same time. */
function createChanges(database: SqliteDatabase): FollowChanges & { note(number: number): void } {
  const listAll = database.prepare("SELECT * FROM follows ORDER BY number");
  const listNumbers = database.prepare("SELECT number FROM follows").pluck();
  const find = database.prepare("SELECT * FROM follows WHERE number = ?");
  const changedAt = new Map<number, number>();
  let version = 0;
  const listNoted = (since: number) =>
    [...changedAt]
      .filter(([, at]) => at > since)
      .map(([number]) => number)
      .toSorted((one, other) => one - other)
      .flatMap((number) => (find.get(number) as FollowRow | undefined) ?? []);
  return {
    note: (number) => void changedAt.set(number, (version += 1)),
    readVersion: async () => version,
    async listChanged(since) {
      const rows = since === undefined || since > version ? (listAll.all() as FollowRow[]) : listNoted(since);
      return { version, changed: rows.map(toStored), numbers: new Set(listNumbers.all() as number[]) };
    },
  };
}

function prepareAdd(database: SqliteDatabase) {
  const count = database.prepare("SELECT count(*) FROM follows WHERE reader = ?").pluck();
  // As long as nothing is followed, nothing is matched: the log is read from the first follow on.
  const begin = database.prepare(`
    INSERT OR REPLACE INTO meta (key, value)
      SELECT kind.value, coalesce((SELECT value FROM meta WHERE key = 'last_change'), '0')
      FROM json_each('["matched_text", "matched_vector"]') AS kind WHERE NOT EXISTS (SELECT 1 FROM follows)`);
  const insert = database.prepare(`
    INSERT INTO follows (id, reader, name, spec, read, after, vector, fingerprint, state, created_at)
    VALUES (@id, @reader, @name, @spec, @read, ${lastPaper}, @vector, @fingerprint, @state, now_ms()) RETURNING *`);
  return database.transaction(({ reader, name, spec, read, vector, state }: AddedFollow) => {
    checkFollowCount(count.get(reader) as number);
    begin.run();
    return insert.get({
      id: spellId(randomBytes(9)),
      reader,
      name,
      spec: JSON.stringify(spec),
      read: JSON.stringify(read),
      vector: vector ? vectorToBytes(vector.vector) : null,
      fingerprint: vector?.fingerprint ?? null,
      state: state ? JSON.stringify(state) : null,
    }) as FollowRow;
  });
}

function prepareChange(database: SqliteDatabase) {
  const find = database.prepare("SELECT * FROM follows WHERE number = ?");
  const update = database.prepare(`
    UPDATE follows SET name = @name, spec = @spec, read = @read, vector = @vector, fingerprint = @fingerprint,
      state = @state, after = CASE WHEN is_paused > @paused THEN ${lastPaper} ELSE after END, is_paused = @paused
    WHERE number = @number RETURNING *`);
  return database.transaction(
    (number: number, { patch, read, vector, state }: Parameters<FollowStore["changeFollow"]>[1]) => {
      const row = find.get(number) as FollowRow | undefined;
      if (!row) return undefined;
      const spec = patchSpec(JSON.parse(row.spec) as FollowSpec, patch ?? {});
      const isPaused = patch?.isPaused ?? row.is_paused === 1;
      return update.get({
        number,
        name: patch?.name ?? row.name,
        spec: JSON.stringify(spec),
        read: read ? JSON.stringify(read) : row.read,
        vector: vector ? vectorToBytes(vector.vector) : row.vector,
        fingerprint: vector?.fingerprint ?? row.fingerprint,
        state: state ? JSON.stringify(state) : row.state,
        paused: isPaused ? 1 : 0,
      }) as FollowRow;
    },
  );
}

function prepareRemove(database: SqliteDatabase) {
  const remove = database.prepare("DELETE FROM follows WHERE reader = ? AND id = ? RETURNING number").pluck();
  const settle = database.prepare(`
    DELETE FROM inbox WHERE reader = @reader AND dismissed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM matches WHERE row = inbox.number)`);
  return database.transaction((reader: string, id: string) => {
    const number = remove.get(reader, id) as number | undefined;
    if (number !== undefined) settle.run({ reader });
    return number;
  });
}

function toStored(row: FollowRow): StoredFollow {
  const { number, reader, id, name, after, vector, fingerprint, state } = row;
  return {
    number,
    reader,
    id,
    name,
    after,
    spec: JSON.parse(row.spec) as FollowSpec,
    read: JSON.parse(row.read) as ReadFollow,
    isPaused: row.is_paused === 1,
    ...(vector && fingerprint !== null && { vector: { vector: bytesToVector(vector), fingerprint } }),
    ...(state !== null && { state: JSON.parse(state) as SourceState }),
  };
}

function prepareDescribe(database: SqliteDatabase): (row: FollowRow) => Follow {
  // By row of the inbox, so that it is not read as a whole for each follow.
  const count = database.prepare(`
    SELECT count(DISTINCT row) AS matches, count(DISTINCT row) FILTER (WHERE is_new) AS new, max(at) AS last_at FROM (
      SELECT iif(m.ordinal IS NULL OR i.dismissed_at IS NOT NULL, NULL, m.row) AS row, i.seen_at IS NULL AS is_new, m.at
      FROM matches m CROSS JOIN inbox i ON i.number = m.row WHERE m.follow = ?)`);
  return ({ number, ...row }) => {
    const { matches, new: unseen, last_at: last } = count.get(number) as MatchCounts;
    return describeFollow({
      spec: JSON.parse(row.spec) as FollowSpec,
      id: row.id,
      name: row.name,
      isPaused: row.is_paused === 1,
      matches,
      new: unseen,
      lastMatchAt: last ?? undefined,
      createdAt: row.created_at,
      state: row.state === null ? undefined : (JSON.parse(row.state) as SourceState),
    });
  };
}
