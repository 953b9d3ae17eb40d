import { dropMatches, isKept } from "../../../../domain/follows/work.js";
import type { FollowContext } from "./context.js";
import { createDraft } from "./draft.js";
import { noteChange } from "./stored/follow-changes.js";
import { toRow } from "./rows.js";

/** Removes a follow with its matches. Returns its number. */
export async function removeFollow(context: FollowContext, inbox: number, id: string): Promise<number | undefined> {
  const { connection, transact, keys } = context;
  return transact(keys.inboxVersion(inbox), async (tx) => {
    const [found] = await connection.pipe([["hget", keys.ids(inbox), id]]);
    if (typeof found !== "string") return undefined;
    const number = Number(found);
    await noteChange(context, tx, { number, isRemoved: true });
    const [places] = (await connection.pipe([["zrange", keys.found(number), 0, -1]])) as [string[]];
    const rows = places.map((place) => toRow(inbox, Number(place)));
    const draft = createDraft(context);
    await draft.load(rows);
    for (const row of rows) {
      const work = draft.get(row);
      if (!work) continue;
      const rest = dropMatches(work, number);
      if (isKept(rest)) draft.put(rest);
      else draft.drop(row);
    }
    draft.write(tx);
    // Last, as the works count down what it has.
    tx.write("DEL", keys.follow(number), keys.found(number));
    tx.write("HDEL", keys.ids(inbox), id);
    tx.write("ZREM", keys.all, number);
    tx.write("ZREM", keys.sources, number);
    return number;
  });
}
