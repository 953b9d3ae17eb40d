import { removeFromWork, returnToWork, type Work } from "../../../../domain/follows/work.js";
import type { Ordinal } from "../../../../domain/paper/paper.js";
import type { Transaction } from "../../transact.js";
import type { FollowContext } from "./context.js";
import { createDraft } from "./draft.js";
import { readReturning } from "./read-step.js";
import { inboxOf, toRow } from "./rows.js";

interface NamedPaper {
  readonly id: string;
  readonly ordinal: Ordinal;
}

/** A paper that is still there after this time was not removed. */
const noteLastsMs = 3_600_000;

/**
 * Notes that a paper is about to be removed, before it is: if the process dies in between, others settle what became of
 * it.
 */
export async function noteRemoval(
  { connection, keys, now }: FollowContext,
  { id, ordinal }: NamedPaper,
): Promise<void> {
  await connection.pipe([["hset", keys.removing, ordinal, JSON.stringify({ id, at: now() })]]);
}

/** Takes papers that were noted, and are gone, out of all inboxes. */
export async function settleRemovals(context: FollowContext): Promise<void> {
  const { connection, keys, papers, now } = context;
  const [read] = (await connection.pipe([["hgetall", keys.removing]])) as [Record<string, string>];
  const noted = Object.entries(read).map(([ordinal, note]) => {
    return { ordinal: Number(ordinal), ...(JSON.parse(note) as { readonly id: string; readonly at: number }) };
  });
  if (noted.length === 0) return;
  const there = await papers.readIds(noted.map(({ ordinal }) => ordinal));
  for (const paper of noted) {
    if (!there.has(paper.ordinal)) await settleRemoval(context, paper);
    else if (paper.at < now() - noteLastsMs) await connection.pipe([["hdel", keys.removing, paper.ordinal]]);
  }
}

/** Takes a paper that was removed out of all inboxes. */
export async function settleRemoval(context: FollowContext, paper: NamedPaper): Promise<void> {
  const { connection, transact, keys } = context;
  await transact(keys.recordVersion, async (tx) => {
    const [places] = (await connection.pipe([["hgetall", keys.places(paper.ordinal)]])) as [Record<string, string>];
    const rows = Object.entries(places).map(([inbox, place]) => toRow(Number(inbox), Number(place)));
    await changeWorks(context, tx, { rows, change: (work) => removeFromWork(work, paper) });
    tx.write("HDEL", keys.removing, paper.ordinal);
  });
}

/** Lets papers that have come again take their places in all inboxes. */
export async function returnPapers(context: FollowContext, ids: readonly string[]): Promise<void> {
  const { transact, keys, papers } = context;
  const ordinals = new Map([...(await papers.findOrdinals(ids))].map(([id, ordinal]) => [ordinal, id]));
  if ((await readReturning(context, ordinals)).length === 0) return;
  await transact(keys.recordVersion, async (tx) => {
    const returning = await readReturning(context, ordinals);
    const change = (work: Work) =>
      returning
        .filter(({ row }) => row === work.number)
        .reduce<Work>((changed, paper) => returnToWork(changed, paper), work);
    await changeWorks(context, tx, { rows: [...new Set(returning.map(({ row }) => row))], change });
  });
}

interface WorksChange {
  readonly rows: readonly number[];
  readonly change: (work: Work) => Work;
}

async function changeWorks(context: FollowContext, tx: Transaction, { rows, change }: WorksChange): Promise<void> {
  await tx.join(rows.map((row) => context.keys.inboxVersion(inboxOf(row))));
  const draft = createDraft(context);
  await draft.load(rows);
  for (const row of rows) {
    const work = draft.get(row);
    if (work) draft.put(change(work));
  }
  draft.write(tx);
}
