import type { FoundMatch } from "../../../../domain/follows/watch.js";
import { addMatch, findMatch, joinWorks, listWorkPapers, returnToWork } from "../../../../domain/follows/work.js";
import type { Ordinal } from "../../../../domain/paper/paper.js";
import type { MatchStep } from "../../../../ports/desk/match-store.js";
import type { Transaction } from "../../transact.js";
import type { FollowContext } from "./context.js";
import { createDraft, type WorksDraft } from "./draft.js";
import { notePlace, readStep, type StepFollow, type StepState } from "./read-step.js";
import { toRow } from "./rows.js";
import { trimFollows } from "./trim-follows.js";

/** A step while it is recorded. */
interface Recording {
  readonly draft: WorksDraft;
  readonly state: StepState;
  readonly now: number;
  /** The number of the newest match, and the last place of each inbox. */
  lastMatch: number;
  readonly last: Map<number, number>;
}

/** Records a step in one transaction of all inboxes that it changes; one step at a time, so that numbers ascend. */
export async function recordStep(context: FollowContext, step: MatchStep): Promise<void> {
  const { keys, transact } = context;
  await transact(keys.recordVersion, async (tx) => {
    const state = await readStep(context, tx, step);
    const draft = createDraft(context);
    const recording = {
      draft,
      state,
      now: context.now(),
      lastMatch: state.lastMatch,
      last: new Map(state.last),
    };
    await draft.load(listRows(state));
    for (const { row, ...paper } of state.returning) {
      const work = draft.get(row);
      if (!work) continue;
      draft.put(returnToWork(work, paper));
      notePlace(state.places, { ordinal: paper.ordinal, row });
    }
    const matched = new Set<StepFollow>();
    for (const found of step.found) {
      const follow = state.follows.get(found.follow);
      if (!follow || follow.isPaused || follow.after >= found.ordinal || !state.ids.has(found.ordinal)) continue;
      if (record(recording, found, follow.inbox)) matched.add(follow);
    }
    for (const { members } of step.groups) if (members.length > 1) fold(recording, members);
    for (const { number } of matched) tx.write("HSET", keys.follow(number), "lastAt", recording.now);
    await trimFollows(context, tx, { draft, follows: matched });
    draft.write(tx);
    writeNumbers(context, tx, { recording, step });
  });
}

/** Those that may change, and those after which new ones come. */
function listRows({ places, returning, last }: StepState): number[] {
  return [
    ...[...places.values()].flatMap((rows) => [...rows.values()]),
    ...returning.map(({ row }) => row),
    ...[...last].map(([inbox, place]) => toRow(inbox, place + 1)),
  ];
}

/** Returns whether it is a new match. */
function record(recording: Recording, found: FoundMatch, inbox: number): boolean {
  const { draft, state, last, now: at } = recording;
  const { ordinal } = found;
  const known = state.places.get(ordinal)?.get(inbox);
  let work = known === undefined ? undefined : draft.get(known);
  if (!work) {
    const place = last.get(inbox)! + 1;
    last.set(inbox, place);
    work = { number: toRow(inbox, place), ordinal, at, isSeen: false, matches: [] };
    notePlace(state.places, { ordinal, row: work.number });
  }
  const isNew = findMatch(work, found) === undefined;
  if (isNew) recording.lastMatch += 1;
  draft.put(addMatch(work, found, { number: recording.lastMatch, at }));
  return isNew;
}

/** Near-duplicates share the oldest of their rows, for each reader. */
function fold({ draft, state: { places } }: Recording, members: readonly Ordinal[]): void {
  const rows = new Map<number, Set<number>>();
  for (const ordinal of members) {
    for (const [inbox, row] of places.get(ordinal) ?? []) {
      const work = draft.get(row);
      if (work && listWorkPapers(work).has(ordinal)) rows.set(inbox, (rows.get(inbox) ?? new Set()).add(row));
    }
  }
  for (const shared of rows.values()) {
    const [head, ...others] = [...shared].toSorted((one, other) => one - other);
    for (const row of others) {
      const work = draft.get(row)!;
      draft.put(joinWorks(draft.get(head!)!, work));
      draft.drop(row);
      for (const ordinal of listWorkPapers(work)) notePlace(places, { ordinal, row: head! });
    }
  }
}

function writeNumbers(
  { keys }: FollowContext,
  tx: Transaction,
  { recording, step: { passed } }: { readonly recording: Recording; readonly step: MatchStep },
): void {
  const { state, lastMatch, last } = recording;
  if (lastMatch > state.lastMatch) tx.write("HSET", keys.numbers, "match", lastMatch);
  for (const [inbox, place] of last) {
    if (place > state.last.get(inbox)!) tx.write("HSET", keys.inbox(inbox), "last", place);
  }
  // Who is behind another process does not lead it back.
  if (passed && passed.lastChange > state.matched[passed.kind])
    tx.write("HSET", keys.matched, passed.kind, passed.lastChange);
}
