import type { SeenPapers } from "../../../../ports/desk/match-store.js";
import type { FollowContext } from "./context.js";
import { createDraft, type WorksDraft } from "./draft.js";
import { findRows } from "./find-rows.js";
import { inboxOf, lastChunkUpTo } from "./rows.js";

/** Returns how many works changed. */
export async function markSeen(context: FollowContext, reader: string, which: SeenPapers): Promise<number> {
  const { upTo = -1, ids = [], isSeen } = which;
  const inbox = await context.findInbox(reader);
  if (inbox === undefined) return 0;
  const named = ids.length > 0 ? await markNamed(context, inbox, { ids, isSeen }) : 0;
  return named + (inboxOf(upTo) < inbox ? 0 : await markEarlier(context, inbox, { upTo, isSeen }));
}

async function markNamed(
  context: FollowContext,
  inbox: number,
  { ids, isSeen }: { readonly ids: readonly string[]; readonly isSeen: boolean },
): Promise<number> {
  return context.transact(context.keys.inboxVersion(inbox), async (tx) => {
    const draft = createDraft(context);
    const places = await findRows(context, inbox, ids);
    await draft.load(places.map(({ row }) => row));
    // A version is not what the inbox shows.
    const heads = places.filter(({ row, ordinal }) => draft.get(row)?.ordinal === ordinal);
    const changed = mark(draft, new Set(heads.map(({ row }) => row)), isSeen);
    draft.write(tx);
    return changed;
  });
}

/** Chunks changed in one transaction: an inbox can have thousands. */
const chunksAtOnce = 16;

async function markEarlier(
  context: FollowContext,
  inbox: number,
  { upTo, isSeen }: { readonly upTo: number; readonly isSeen: boolean },
): Promise<number> {
  const { connection, keys, transact } = context;
  const index = keys.index(inbox, isSeen ? "new" : "shown");
  const most = lastChunkUpTo(inbox, upTo);
  let changed = 0;
  for (let least: string | undefined = "-inf"; least !== undefined;) {
    const slice: readonly [string, string | number, string, number, number] = [least, most, "LIMIT", 0, chunksAtOnce];
    const done = await transact(keys.inboxVersion(inbox), async (tx) => {
      const [chunks] = (await connection.pipe([["zrangebyscore", index, ...slice]])) as [string[]];
      const draft = createDraft(context);
      await draft.loadChunks(inbox, chunks.map(Number));
      const rows = [...draft.list()].flatMap(({ row }) => (row <= upTo ? [row] : []));
      const marked = mark(draft, new Set(rows), isSeen);
      draft.write(tx);
      return { marked, next: chunks.length < chunksAtOnce ? undefined : `(${chunks.at(-1)}` };
    });
    changed += done.marked;
    least = done.next;
  }
  return changed;
}

/** But for what was dismissed. */
function mark(draft: WorksDraft, rows: ReadonlySet<number>, isSeen: boolean): number {
  const works = Array.from(rows, (row) => draft.get(row)).filter(
    (work) => work !== undefined && work.isSeen !== isSeen && work.dismissedAt === undefined,
  );
  for (const work of works) draft.put({ ...work!, isSeen });
  return works.length;
}
