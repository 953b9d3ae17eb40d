import { randomUUID } from "node:crypto";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import type { TakenIn } from "../../../domain/records/take-in.js";
import type { AppError } from "../../../errors.js";
import type { Counters } from "../counters.js";
import type { PaperDocument, PaperDocuments } from "../paper-documents.js";
import { type TakenJob, unnumbered } from "./change-document.js";
import { groupRecords } from "./group-records.js";
import { type Claim, type Listing, type NameDocuments, noEntry } from "./name-documents.js";
import { listLookupNames } from "./name-keys.js";
import type { ClaimSettler } from "./settle-claims.js";
import { firstProvisional, type SliceView, type ViewedPaper } from "./slice-view.js";

export interface SaveDeps {
  readonly documents: PaperDocuments;
  readonly names: NameDocuments;
  readonly counters: Counters;
  readonly createView: () => SliceView;
}

export interface SaveRound {
  readonly records: readonly CleanPaper[];
  readonly job: TakenJob;
  readonly claims: ClaimSettler;
}

/** What became of the records, by place; those that met another writer are left out, and are to be saved again. */
export interface RoundResult {
  readonly saved: ReadonlyMap<number, TakenIn>;
  /** The cluster refused a document. */
  readonly error?: AppError | undefined;
}

/**
 * Saves records as far as no other writer is in the way: their papers are listed under their names, which fails if another
 * writer listed one meanwhile, and are then written, which fails if they have changed. Nothing is read twice in a round, so
 * what is decided holds for the state that was read.
 */
export async function saveRound(deps: SaveDeps, { records, job, claims }: SaveRound): Promise<RoundResult> {
  const view = deps.createView();
  await view.load(records);
  const blocked = await claims.settle(view);
  const groups = groupRecords(records, view);
  const isBlocked = ({ paper }: CleanPaper) => listLookupNames(paper).some(({ key }) => blocked.has(key));
  const waiting = new Set(groups.filter((_, at) => isBlocked(records[at]!)));
  const open = [...records.keys()].filter((at) => !waiting.has(groups[at]!));
  const viewed = new Map(open.map((at) => [at, view.take(records[at]!, job)]));
  const changed = [...view.papers.values()].filter(({ isChanged }) => isChanged);
  if (changed.length === 0) return { saved: new Map(Array.from(viewed, ([at, { taken }]) => [at, taken])) };
  const groupOf = new Map(Array.from(viewed, ([at, { ordinal }]) => [ordinal, groups[at]!]));
  const { failed, error } = await writeChanged(deps, { view, changed, groupOf });
  const saved = [...viewed].filter(([, { ordinal }]) => !failed.has(ordinal));
  return { saved: new Map(saved.map(([at, { taken }]) => [at, taken])), error };
}

interface Changes {
  readonly view: SliceView;
  readonly changed: readonly ViewedPaper[];
  /** The group of the records of each paper, by ordinal. */
  readonly groupOf: ReadonlyMap<Ordinal, number>;
}

interface Written {
  /** Ordinals in the view of papers that were not written. */
  readonly failed: ReadonlySet<Ordinal>;
  readonly error?: AppError | undefined;
}

/** One paper of a round, with the ordinal that it gets. */
interface Planned extends ViewedPaper {
  readonly group: number;
  readonly ordinal: Ordinal;
}

async function writeChanged(deps: SaveDeps, { view, changed, groupOf }: Changes): Promise<Written> {
  const added = changed.filter(({ document }) => document.ordinal >= firstProvisional);
  const reserved = await deps.counters.reserve({ ordinals: added.length, changes: 2 * changed.length });
  const planned = changed.map((paper, at): Planned => {
    const given = paper.document.ordinal;
    const ordinal = given >= firstProvisional ? reserved.firstOrdinal + added.indexOf(paper) : given;
    const document = number({ ...paper.document, ordinal }, reserved.firstChange + 2 * at);
    return { ...paper, document, ordinal, group: groupOf.get(given)! };
  });
  const writer = randomUUID();
  const lost = await claimNames(deps, { planned, view, writer });
  const ready = planned.filter(({ group }) => !lost.has(group));
  const { failed, error } = await writePapers(deps, { planned: ready, writer });
  // After an error nobody knows what was written: then its changes stay pending for a while.
  await reserved.settle();
  const isLost = ({ group, ordinal }: Planned) => lost.has(group) || failed.has(ordinal);
  const left = changed.filter((_, at) => isLost(planned[at]!));
  return { failed: new Set(left.map(({ document }) => document.ordinal)), error };
}

/** Gives the changes of a document their numbers: one for its text, the next for its vector. */
function number(document: PaperDocument, first: number): PaperDocument {
  const { textSeq, vectorSeq } = document;
  return {
    ...document,
    textSeq: textSeq === unnumbered ? first : textSeq,
    ...(vectorSeq !== undefined && { vectorSeq: vectorSeq === unnumbered ? first + 1 : vectorSeq }),
  };
}

interface Claiming {
  readonly planned: readonly Planned[];
  readonly view: SliceView;
  readonly writer: string;
}

/** Lists the papers under their new names. Returns the groups of which another writer has a name, and lists none of them. */
async function claimNames({ names }: SaveDeps, { planned, view, writer }: Claiming): Promise<ReadonlySet<number>> {
  const claims = new Map<string, Claim & { readonly group: number }>();
  for (const { names: held, readNames, ordinal, group } of planned) {
    for (const key of held.keys()) {
      const before = view.entries.get(key) ?? noEntry;
      if (readNames.has(key)) continue;
      claims.set(key, { key, before, added: [...(claims.get(key)?.added ?? []), ordinal], group });
    }
  }
  const all = [...claims.values()];
  const lost = await names.claim(all, writer);
  const groups = new Set(all.filter(({ key }) => lost.has(key)).map(({ group }) => group));
  const vain = all.filter(({ group, key }) => groups.has(group) && !lost.has(key));
  await names.release(vain.flatMap(({ key, added }) => added.map((ordinal) => ({ key, ordinal }))));
  return groups;
}

/** Writes the papers; those that were not written lose their new names, the others those that they no longer have. */
async function writePapers(
  { documents, names }: SaveDeps,
  { planned, writer }: Pick<Claiming, "planned" | "writer">,
): Promise<Written> {
  const writes = planned.map(({ document, at }) => {
    return { document: { ...document, kept: { ...document.kept, writer } }, at };
  });
  const results = await documents.write(writes);
  const conflicts = planned.filter((_, at) => results[at]!.kind === "conflict").map(({ ordinal }) => ordinal);
  // A request that was sent twice meets its own papers.
  const now = conflicts.length === 0 ? new Map() : await documents.read(conflicts);
  const failed = new Set<Ordinal>();
  const released: Listing[] = [];
  let error: AppError | undefined;
  for (const [at, { ordinal, names: held, readNames }] of planned.entries()) {
    const result = results[at]!;
    const isDone = result.kind === "done" || now.get(ordinal)?.document.kept.writer === writer;
    if (result.kind === "refused") error ??= result.error;
    if (!isDone) failed.add(ordinal);
    const [all, others] = isDone ? [readNames, held] : [held, readNames];
    for (const key of all.keys()) if (!others.has(key)) released.push({ key, ordinal });
  }
  await names.release(released);
  return { failed, error };
}
