import { followLimits } from "../../../../domain/follows/follow-limits.js";
import { dropMatches, isKept, listFirstNumbers, type Work } from "../../../../domain/follows/work.js";
import type { Transaction } from "../../transact.js";
import type { FollowContext } from "./context.js";
import type { WorksDraft } from "./draft.js";
import type { StepFollow } from "./read-step.js";
import { toRow } from "./rows.js";

interface TrimmedFollow {
  readonly draft: WorksDraft;
  readonly follow: StepFollow;
}

/** Drops the oldest works of a follow; they would match again if their papers changed, so the follow begins after them. */
export async function trimFollow(context: FollowContext, tx: Transaction, trimmed: TrimmedFollow): Promise<void> {
  const { draft, follow } = trimmed;
  let excess = countExcess(trimmed);
  let { after } = follow;
  for (let asked = 2 * excess; excess > 0; asked *= 2) {
    const { oldest, before } = await listOldest(context, trimmed, asked);
    for (let next = oldest.shift(); next && next.first < before && excess > 0; next = oldest.shift()) {
      const { work, first } = next;
      after = Math.max(after, work.matches.find(({ number }) => number === first)?.ordinal ?? 0);
      const rest = dropMatches(work, follow.number, first);
      if (isKept(rest)) draft.put(rest);
      else draft.drop(work.number);
      // A version that fits, too, may be newer than what other works have.
      if (listFirstNumbers(rest).has(follow.number)) break;
      excess -= 1;
    }
  }
  if (after > follow.after) tx.write("HSET", context.keys.follow(follow.number), "after", after);
}

function countExcess({ draft, follow: { number, works } }: TrimmedFollow): number {
  const fits = (work: Work | undefined) => (work && listFirstNumbers(work).has(number) ? 1 : 0);
  let count = works;
  for (const { before, after } of draft.list()) count += fits(after) - fits(before);
  return count - followLimits.matches;
}

interface FirstMatch {
  readonly work: Work;
  readonly first: number;
}

/** The works of the follow by their first match; complete before a number. */
async function listOldest(
  { connection, keys }: FollowContext,
  { draft, follow: { number, inbox } }: TrimmedFollow,
  count: number,
): Promise<{ readonly oldest: FirstMatch[]; readonly before: number }> {
  const [read] = (await connection.pipe([["zrange", keys.found(number), 0, count, "WITHSCORES"]])) as [string[]];
  await draft.load(read.filter((_, at) => at % 2 === 0).map((place) => toRow(inbox, Number(place))));
  const oldest = [...draft.list()].flatMap(({ after: work }) => {
    const first = work && listFirstNumbers(work).get(number);
    return work && first !== undefined ? [{ work, first }] : [];
  });
  const before = read.length < 2 * (count + 1) ? Infinity : Number(read.at(-1));
  return { oldest: oldest.toSorted((one, other) => one.first - other.first), before };
}
