import { listDeliverable, type Work, type WorkMatch } from "../../../../domain/follows/work.js";
import type { FoundQuery } from "../../../../ports/desk/match-store.js";
import type { FollowContext } from "./context.js";
import { readChunks } from "./read-chunks.js";
import { walkChunks, walkFollows } from "./walk-found.js";

/** A match with its row. */
export interface FoundInRow {
  readonly row: number;
  readonly match: WorkMatch;
}

/** With more of them, going through all matches of an inbox in their order finds enough of them soon. */
const fewFollows = 8;

/** What is to be delivered of an inbox, by the chunks in which it is. Numbers of the follows instead of their ids. */
export async function listFound(
  context: FollowContext,
  inbox: number,
  { follows, ...query }: Omit<FoundQuery, "follows"> & { readonly follows?: readonly number[] | undefined },
): Promise<readonly FoundInRow[]> {
  const { each, order, after = 0, before = Infinity, limit } = query;
  const asked = follows && new Set(follows);
  const sign = order === "oldest" ? 1 : -1;
  const range = { inbox, order, after, before, limit } as const;
  const parts =
    asked && asked.size <= fewFollows ? walkFollows(context, range, [...asked]) : walkChunks(context, range);
  const read = new Set<number>();
  // What has been read, but not come to its turn.
  let waiting: FoundInRow[] = [];
  const found: FoundInRow[] = [];
  for await (const { chunks, isComplete } of parts) {
    const works = await readChunks(
      context,
      inbox,
      chunks.filter((chunk) => !read.has(chunk)),
    );
    for (const chunk of chunks) read.add(chunk);
    waiting = [...waiting, ...works.flatMap((work) => pick(work, { each, asked, after, before }))].toSorted(
      (one, other) => sign * (one.match.number - other.match.number),
    );
    const turn = waiting.findIndex(({ match }) => !isComplete(match.number));
    found.push(...waiting.splice(0, turn === -1 ? waiting.length : turn));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

interface Picking {
  readonly each: FoundQuery["each"];
  readonly asked: ReadonlySet<number> | undefined;
  readonly after: number;
  readonly before: number;
}

function pick(work: Work, { each, asked, after, before }: Picking): readonly FoundInRow[] {
  return listDeliverable(work, each, asked)
    .filter(({ number }) => number > after && number < before)
    .map((match) => ({ row: work.number, match }));
}
