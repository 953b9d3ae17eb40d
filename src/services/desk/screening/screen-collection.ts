import type { Entry } from "../../../domain/collections/entry.js";
import { createUnknownCollectionError } from "../../../domain/collections/unknown-collection.js";
import { countFlow, orderDecisions } from "../../../domain/screening/count-flow.js";
import { describeLeft } from "../../../domain/screening/describe-left.js";
import { findNearest, type Nearest } from "../../../domain/screening/find-nearest.js";
import { type Decided, rankUndecided, selectBest } from "../../../domain/screening/rank-undecided.js";
import type { NextToScreen, NextToScreenQuery, ScreenedPaper, Screening } from "../../../domain/screening/requests.js";
import type { CollectionName, CollectionStore } from "../../../ports/desk/collection-store.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import type { DuplicateStore } from "../../../ports/duplicates/duplicate-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { DeskCall } from "../desk-call.js";
import { createPoolCache, type ReadPool, type ReadPoolOf, type ScreeningModel } from "./pool-cache.js";
import { runSteps } from "./run-steps.js";

type OfCollection = { readonly params: { readonly id: string } };

export interface ScreenCollections {
  readScreening(call: DeskCall<OfCollection>): Promise<Screening>;
  listNextToScreen(call: DeskCall<OfCollection & { readonly query: NextToScreenQuery }>): Promise<NextToScreen>;
}

export interface ScreenCollectionsDeps {
  readonly collections: Pick<CollectionStore, "readCollection">;
  readonly entries: Pick<EntryStore, "scanEntries">;
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly readModel: () => ScreeningModel & { readonly duplicates: Pick<DuplicateStore, "readPairs"> };
}

/** Working through a collection: what comes next, and how far one is. Decisions are changes of entries. */
export function createScreenCollections(deps: ScreenCollectionsDeps): ScreenCollections {
  const readPool = createPoolCache(deps);
  return {
    readScreening: ({ reader, params: { id }, signal }) => readScreening(deps, { reader, id }, signal),
    listNextToScreen: ({ reader, params: { id }, query, signal }) =>
      listNext({ ...deps, readPool }, { collection: { reader, id }, query, signal }),
  };
}

async function readScreening(
  deps: ScreenCollectionsDeps,
  collection: CollectionName,
  signal: AbortSignal | undefined,
): Promise<Screening> {
  const { duplicates: records = 0 } = await requireCollection(deps, collection);
  const entries = await readEntries(deps, collection, signal);
  const ordinals = new Map<number, string>();
  let notRetrieved = 0;
  for (const [at, { id, decision }] of entries.entries()) {
    const ordinal = (await deps.papers.findPaper(id))?.ordinal;
    if (ordinal !== undefined) ordinals.set(ordinal, id);
    else if (decision === undefined) notRetrieved += 1;
    if (at % papersAtOnce === 0) await runSteps(pause(), signal);
  }
  const duplicates = new Set<number>();
  for (const { ordinal, other } of await deps.readModel().duplicates.readPairs())
    if (ordinals.has(ordinal) && ordinals.has(other)) duplicates.add(Math.max(ordinal, other));
  const labels = orderDecisions(entries);
  const left = describeLeft({ labels, left: entries.length - labels.length });
  return { flow: countFlow(entries, { duplicates: records, nearDuplicates: duplicates.size, notRetrieved }), left };
}

interface NextCall {
  readonly collection: CollectionName;
  readonly query: NextToScreenQuery;
  readonly signal: AbortSignal | undefined;
}

async function listNext(
  deps: ScreenCollectionsDeps & { readonly readPool: ReadPoolOf },
  { collection, query, signal }: NextCall,
): Promise<NextToScreen> {
  const { note } = await requireCollection(deps, collection);
  const entries = await readEntries(deps, collection, signal);
  const read = await deps.readPool(collection.id, entries, signal);
  const text = (query.question ?? note ?? "").slice(0, questionLength).trim();
  const question = text === "" ? undefined : await read.readText(text);
  const decided = splitDecided(entries);
  const { scores, basis } = await runSteps(rankUndecided(read.pool, { ...decided, question }), signal);
  const isOpen = ({ id, decision }: Entry) => decision === undefined && !read.missing.has(id);
  for (const [place, entry] of entries.entries()) if (!isOpen(entry)) scores[place] = Number.NaN;
  const places = selectBest(scores, query.limit);
  const nearest = await runSteps(findNearest(read.pool, decided, places), signal);
  const papers: ScreenedPaper[] = [];
  for (const [at, place] of places.entries()) {
    const entry = entries[place]!;
    const found = await deps.papers.findPaper(entry.id);
    read.compare(entry.id, found?.contentHash);
    // It was removed since it was read: now it is known to be missing.
    if (!found) return listNext(deps, { collection, query, signal });
    const shown = { ...entry, isInLibrary: true, paper: found.paper };
    const rankedBy = read.pool.papers[place]!.vector ? "meaning and words" : "words";
    papers.push({ ...shown, score: scores[place]!, rankedBy, nearest: nameNearest(nearest[at]!, entries) });
  }
  return { papers, basis, ...countOpen(entries.filter(isOpen), entries, read) };
}

function countOpen(open: readonly Entry[], entries: readonly Entry[], { pool }: ReadPool) {
  const waiting = entries.filter(({ decision }, place) => decision === undefined && !pool.papers[place]!.vector);
  const undecided = entries.filter(({ decision }) => decision === undefined).length;
  return { undecided, byWordsOnly: waiting.length - (undecided - open.length) };
}

function nameNearest({ included, excluded }: Nearest, entries: readonly Entry[]): ScreenedPaper["nearest"] {
  const name = ({ place, similarity }: NonNullable<Nearest["included"]>) => {
    const { id, title } = entries[place]!;
    return { id, title, similarity };
  };
  return { ...(included && { included: name(included) }), ...(excluded && { excluded: name(excluded) }) };
}

function splitDecided(entries: readonly Entry[]): Decided {
  const included: number[] = [];
  const excluded: number[] = [];
  for (const [place, { decision }] of entries.entries())
    if (decision !== undefined) (decision === "include" ? included : excluded).push(place);
  return { included, excluded };
}

async function requireCollection({ collections }: Pick<ScreenCollectionsDeps, "collections">, name: CollectionName) {
  const collection = await collections.readCollection(name);
  if (!collection) throw createUnknownCollectionError(name.id);
  return collection;
}

/** All entries by id, so that places follow from which papers a collection has. */
async function readEntries(
  { entries }: Pick<ScreenCollectionsDeps, "entries">,
  collection: CollectionName,
  signal: AbortSignal | undefined,
): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  for await (const slice of entries.scanEntries(collection)) {
    all.push(...slice);
    await runSteps(pause(), signal);
  }
  return all.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

/** Characters of a question that are read: a model reads about as many. */
const questionLength = 2_000;
const papersAtOnce = 100;

function* pause(): Generator<void, void> {
  yield;
}
