import type { WorkMatch } from "../../../../domain/follows/work.js";
import type { FoundQuery, MatchedFollow, MatchStore, StoredMatch } from "../../../../ports/desk/match-store.js";
import type { FollowContext } from "./context.js";
import { createDraft } from "./draft.js";
import { type FoundInRow, listFound } from "./list-found.js";
import { listInbox } from "./list-inbox.js";
import { markSeen } from "./mark-seen.js";
import { recordStep } from "./record-step.js";
import { settleRemovals } from "./removals.js";
import { matchedFields, readMatchedFollow } from "./stored/stored-follow.js";

export function createRedisMatchStore(context: FollowContext): MatchStore {
  const { connection, keys, transact } = context;
  return {
    async readMatched(kind) {
      const [follows, matched] = await connection.pipe([
        ["zcard", keys.all],
        ["hget", keys.matched, kind],
      ]);
      return follows === 0 ? context.papers.readLastChange() : Number(matched ?? 0);
    },
    async recordStep(step) {
      await settleRemovals(context);
      await recordStep(context, step);
    },
    async readLast() {
      const [last] = await connection.pipe([["hget", keys.numbers, "match"]]);
      return Number(last ?? 0);
    },
    listInbox: (page) => listInbox(context, page),
    async listMatches(rows) {
      const draft = createDraft(context);
      await draft.load(rows);
      const works = [...new Set(rows)].flatMap((row) => draft.get(row) ?? []);
      const found = works.flatMap(({ number: row, matches }) => matches.map((match) => ({ row, match })));
      const shown = found.filter(({ match }) => match.ordinal !== undefined);
      return describeFound(
        context,
        shown.toSorted((one, other) => one.match.number - other.match.number),
      );
    },
    markSeen: (reader, which) => markSeen(context, reader, which),
    async listFound({ follows: ids, ...query }: FoundQuery) {
      const inbox = await context.findInbox(query.reader);
      if (inbox === undefined || ids?.length === 0) return [];
      return transact(keys.inboxVersion(inbox), async () => {
        const [numbers] = ids
          ? ((await connection.pipe([["hmget", keys.ids(inbox), ...ids]])) as [(string | null)[]])
          : [];
        const follows = numbers?.filter((number) => number !== null).map(Number);
        return describeFound(context, await listFound(context, inbox, { ...query, follows }));
      });
    },
  };
}

/** With their follows; matches of one that was removed meanwhile are left out. */
async function describeFound(
  { connection, keys }: FollowContext,
  found: readonly FoundInRow[],
): Promise<readonly StoredMatch[]> {
  const numbers = [...new Set(found.map(({ match }) => match.follow))];
  const read = await connection.pipe(numbers.map((number) => ["hmget", keys.follow(number), ...matchedFields]));
  const follows = new Map(
    numbers.map((number, at) => [number, readMatchedFollow(number, read[at] as (string | null)[])]),
  );
  return found.flatMap(({ row, match }) => {
    const follow = follows.get(match.follow);
    return follow ? [toStored(row, match, follow)] : [];
  });
}

function toStored(row: number, match: WorkMatch, follow: MatchedFollow): StoredMatch {
  const { number, ordinal, score, matchedBy, at, like } = match;
  const told = { number, follow, row, ordinal: ordinal!, score, matchedBy, at: new Date(at) };
  return like === undefined ? told : { ...told, like };
}
