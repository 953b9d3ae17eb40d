import { isKept, listFitting, type Work } from "../../../../domain/follows/work.js";
import type { Dismissals } from "../../../../ports/desk/dismissals.js";
import type { FollowContext } from "./context.js";
import { createDraft } from "./draft.js";
import { findRows } from "./find-rows.js";
import { readChunks } from "./read-chunks.js";
import { chunkOf, toRow } from "./rows.js";

type Which = Parameters<Dismissals["dismiss"]>[1];

export function createRedisDismissals(context: FollowContext): Dismissals {
  return {
    async dismiss(reader, which) {
      const inbox = await context.findInbox(reader);
      return inbox === undefined ? { changed: 0, follows: [] } : dismiss(context, inbox, which);
    },
    listOfFollow: (follow, limit) => listOfFollow(context, follow, limit),
  };
}

async function dismiss(context: FollowContext, inbox: number, { ids, isDismissed }: Which) {
  const { connection, keys, transact } = context;
  return transact(keys.inboxVersion(inbox), async (tx) => {
    const rows = new Set((await findRows(context, inbox, ids)).map(({ row }) => row));
    const draft = createDraft(context);
    await draft.load(rows);
    const works = Array.from(rows, (row) => draft.get(row)).filter((work) => work !== undefined);
    const changed = works.filter((work) => (work.dismissedAt !== undefined) !== isDismissed);
    for (const { dismissedAt: _before, ...work } of changed) {
      const after: Work = isDismissed ? { ...work, dismissedAt: context.now() } : work;
      // Restored after its follow was removed, a paper fits nothing.
      if (isKept(after)) draft.put(after);
      else draft.drop(after.number);
    }
    draft.write(tx);
    const numbers = new Set(changed.flatMap(({ matches }) => matches.map(({ follow }) => follow)));
    const ordered = [...numbers].toSorted((one, other) => one - other);
    const found = await connection.pipe(ordered.map((number) => ["hget", keys.follow(number), "id"]));
    return { changed: changed.length, follows: found.filter((id) => typeof id === "string") };
  });
}

async function listOfFollow({ connection, transact, keys }: FollowContext, follow: number, limit: number) {
  const [owner] = await connection.pipe([["hget", keys.follow(follow), "inbox"]]);
  if (typeof owner !== "string") return [];
  const inbox = Number(owner);
  return transact(keys.inboxVersion(inbox), async () => {
    const [places] = (await connection.pipe([["zrange", keys.found(follow), 0, -1]])) as [string[]];
    const all = [...new Set(places.map((place) => chunkOf(toRow(inbox, Number(place)))))];
    if (all.length === 0) return [];
    const [indexed] = (await connection.pipe([["zmscore", keys.index(inbox, "out"), ...all]])) as [(string | null)[]];
    const works = await readChunks(
      { connection, keys },
      inbox,
      all.filter((_, at) => indexed[at] !== null),
    );
    return works
      .filter((work) => work.dismissedAt !== undefined && listFitting(work).has(follow))
      .flatMap((work) => work.matches.map((match) => ({ ...match, dismissedAt: work.dismissedAt! })))
      .filter((match) => match.follow === follow && match.ordinal !== undefined)
      .toSorted((one, other) => other.dismissedAt - one.dismissedAt || other.number - one.number)
      .slice(0, limit)
      .map(({ ordinal }) => ordinal!);
  });
}
