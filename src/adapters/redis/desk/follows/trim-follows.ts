import { followLimits } from "../../../../domain/follows/follow-limits.js";
import { dropMatches, isKept, listFirstNumbers, type Work } from "../../../../domain/follows/work.js";
import type { Transaction } from "../../transact.js";
import type { FollowContext } from "./context.js";
import type { WorksDraft } from "./draft.js";
import type { StepFollow } from "./read-step.js";
import { toRow } from "./rows.js";

interface Trimmed {
  readonly draft: WorksDraft;
  readonly follows: Iterable<StepFollow>;
}

/** A follow with more works than are kept. */
interface FullFollow {
  readonly follow: StepFollow;
  /** How many works too many it has. */
  excess: number;
  /** The last of the papers that were dropped. */
  after: number;
}

/**
 * Drops the oldest works of follows; they would match again if their papers changed, so a follow begins after them.
 * Takes as many round trips for all follows as for one.
 */
export async function trimFollows(context: FollowContext, tx: Transaction, { draft, follows }: Trimmed): Promise<void> {
  const full = findFull(draft, follows);
  let open = full;
  for (let margin = 1; open.length > 0; margin *= 4) {
    const complete = await loadOldest(context, draft, { full: open, margin });
    const firsts = listFirsts(draft, new Set(open.map(({ follow }) => follow.number)));
    for (const each of open) {
      const { number } = each.follow;
      dropOldest(draft, each, { firsts: firsts.get(number) ?? [], before: complete.get(number)! });
    }
    open = open.filter(({ excess }) => excess > 0);
  }
  for (const { follow, after } of full) {
    if (after > follow.after) tx.write("HSET", context.keys.follow(follow.number), "after", after);
  }
}

function findFull(draft: WorksDraft, follows: Iterable<StepFollow>): FullFollow[] {
  const changes = new Map<number, number>();
  const count = (work: Work | undefined, sign: 1 | -1) => {
    for (const follow of work ? listFirstNumbers(work).keys() : [])
      changes.set(follow, (changes.get(follow) ?? 0) + sign);
  };
  for (const { before, after } of draft.list()) {
    if (before === after) continue;
    count(before, -1);
    count(after, 1);
  }
  return Array.from(follows, (follow) => {
    const excess = follow.works + (changes.get(follow.number) ?? 0) - followLimits.matches;
    return { follow, excess, after: follow.after };
  }).filter(({ excess }) => excess > 0);
}

/** Reads the oldest works of each follow. Returns before which of its matches all are read. */
async function loadOldest(
  { connection, keys }: FollowContext,
  draft: WorksDraft,
  { full, margin }: { readonly full: readonly FullFollow[]; readonly margin: number },
): Promise<ReadonlyMap<number, number>> {
  const ends = full.map(({ excess }) => excess * (margin + 1));
  const read = (await connection.pipe(
    full.map(({ follow }, at) => ["zrange", keys.found(follow.number), 0, ends[at]!, "WITHSCORES"]),
  )) as string[][];
  const rows = full.flatMap(({ follow: { inbox } }, at) =>
    read[at]!.filter((_, word) => word % 2 === 0).map((place) => toRow(inbox, Number(place))),
  );
  await draft.load(rows);
  const complete = (words: readonly string[], end: number) =>
    words.length <= 2 * end ? Infinity : Number(words.at(-1));
  return new Map(full.map(({ follow }, at) => [follow.number, complete(read[at]!, ends[at]!)]));
}

interface FirstMatch {
  readonly row: number;
  readonly first: number;
}

/** The works of follows by their first match, as far as they were read. */
function listFirsts(draft: WorksDraft, follows: ReadonlySet<number>): ReadonlyMap<number, readonly FirstMatch[]> {
  const listed = new Map<number, FirstMatch[]>();
  for (const { row, after } of draft.list()) {
    for (const [follow, first] of after ? listFirstNumbers(after) : []) {
      if (!follows.has(follow)) continue;
      const own = listed.get(follow) ?? [];
      own.push({ row, first });
      listed.set(follow, own);
    }
  }
  for (const own of listed.values()) own.sort((one, other) => one.first - other.first);
  return listed;
}

function dropOldest(
  draft: WorksDraft,
  full: FullFollow,
  { firsts, before }: { readonly firsts: readonly FirstMatch[]; readonly before: number },
): void {
  const { number } = full.follow;
  for (const { row, first } of firsts) {
    if (full.excess === 0 || first >= before) return;
    const work = draft.get(row)!;
    full.after = Math.max(full.after, work.matches.find((match) => match.number === first)?.ordinal ?? 0);
    const rest = dropMatches(work, number, first);
    if (isKept(rest)) draft.put(rest);
    else draft.drop(row);
    // A version that fits, too, may be newer than what other works have.
    if (listFirstNumbers(rest).has(number)) return;
    full.excess -= 1;
  }
}
