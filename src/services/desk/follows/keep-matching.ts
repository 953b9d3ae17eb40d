import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { coalesceRuns } from "../../../domain/concurrency/serial-tasks.js";
import type { NewPaper } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { describeError } from "../../../errors.js";
import type { CollectionStore } from "../../../ports/desk/collection-store.js";
import type { FollowStore, StoredFollow } from "../../../ports/desk/follow-store.js";
import type { MatchStore } from "../../../ports/desk/match-store.js";
import type { Logger } from "../../../ports/logger.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import type { DuplicateGroups } from "../../duplicates/duplicate-groups.js";
import { createGiveWay } from "./give-way.js";
import type { PaperMatcher } from "./match-papers.js";
import type { PrepareWatch } from "./prepare-watch.js";
import { recordInParts } from "./record-in-parts.js";

export interface KeepMatchingDeps {
  readonly follows: FollowStore;
  readonly matchStore: MatchStore;
  readonly matcher: PaperMatcher;
  readonly prepareWatch: PrepareWatch;
  readonly collections: Pick<CollectionStore, "readCollection">;
  readonly changes: Pick<ChangeLog, "readTextChanges" | "readVectorChanges" | "readLastChange">;
  readonly papers: Pick<PaperStore, "readPapers">;
  /** The last change that questions see. */
  readonly readTextChange: () => Promise<number>;
  readonly readVectorChange: () => Promise<number>;
  readonly groups: Pick<DuplicateGroups, "groupOf">;
  readonly fingerprint: string;
  readonly logger: Logger;
}

/**
 * Matches what the indexes have taken in. One more reader of the change log: it reads from the last change that was
 * matched, and records how far it has come in one transaction with the matches, or with the last of them. So a process that dies repeats a step, which
 * finds the same matches again, and loses none.
 */
export interface KeepMatching {
  /** Resolves when every change that the indexes had at the call is matched. Costs nothing while nothing is followed. */
  sync(): Promise<void>;
  /** The same in the background; errors are logged. */
  wake(): void;
  /** Takes a follow up, or what was changed about it. */
  take(follow: StoredFollow): Promise<void>;
  drop(number: number): Promise<void>;
  /** Ends after the step that is in progress; the next start does the rest. */
  stop(): Promise<void>;
}

/** Papers matched at a time. */
const step = 32;

export function createKeepMatching(deps: KeepMatchingDeps): KeepMatching {
  const { matcher, logger } = deps;
  const collections = createCollectionWatch(deps);
  let stopped = false;
  let loading: Promise<void> | undefined;
  const load = () => {
    loading ??= loadFollows(deps, collections).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const run = coalesceRuns(async () => {
    if (stopped) return;
    await load();
    await collections.refresh();
    if (matcher.size === 0) return passOver(deps);
    while (!stopped && (await matchTexts(deps))) await yieldToEventLoop();
    while (!stopped && (await matchVectors(deps))) await yieldToEventLoop();
  });
  return {
    sync: run,
    wake() {
      run().catch((error: unknown) => {
        logger.error(
          { reason: describeError(error) },
          "New papers cannot be matched with what is followed; the next ones try again.",
        );
      });
    },
    async take(follow) {
      await load();
      await collections.take(follow);
    },
    async drop(number) {
      await load();
      collections.forget(number);
      await matcher.remove([number]);
    },
    async stop() {
      stopped = true;
      await run().catch(() => undefined);
    },
  };
}

async function loadFollows(deps: KeepMatchingDeps, collections: CollectionWatch): Promise<void> {
  const { follows, changes, matchStore, fingerprint } = deps;
  const stored = await follows.listStored();
  // Vectors of another model say nothing about a paper that the former model has compared.
  if (stored.some(({ vector }) => vector !== undefined && vector.fingerprint !== fingerprint)) {
    const lastChange = await changes.readLastChange();
    await matchStore.recordStep({ found: [], groups: [], passed: { kind: "vector", lastChange } });
  }
  const giveWay = createGiveWay();
  for (const follow of stored) {
    await collections.take(follow);
    await giveWay();
  }
}

interface CollectionWatch {
  /** Takes up any follow, and notes one of a collection. */
  take(follow: StoredFollow): Promise<void>;
  forget(number: number): void;
  /** Takes up again the follows of collections that have changed. */
  refresh(): Promise<void>;
}

function createCollectionWatch(deps: KeepMatchingDeps): CollectionWatch {
  const noted = new Map<number, { readonly follow: StoredFollow; changedAt: string | undefined }>();
  const readChange = async ({ reader, spec }: StoredFollow) =>
    spec.kind === "collection"
      ? (await deps.collections.readCollection({ reader, id: spec.collection }))?.updatedAt
      : undefined;
  return {
    async take(follow) {
      const { spec, isPaused, number } = follow;
      // The time first: what changes while the papers are read is then seen by the next refresh.
      if (spec.kind === "collection" && !isPaused) noted.set(number, { follow, changedAt: await readChange(follow) });
      else noted.delete(number);
      await takeFollow(deps, follow);
    },
    forget: (number) => void noted.delete(number),
    async refresh() {
      const giveWay = createGiveWay();
      for (const each of noted.values()) {
        await giveWay();
        const changedAt = await readChange(each.follow);
        if (changedAt === each.changedAt || noted.get(each.follow.number) !== each) continue;
        await takeFollow(deps, each.follow);
        each.changedAt = changedAt;
      }
    },
  };
}

async function takeFollow(
  { matcher, prepareWatch, follows, fingerprint }: KeepMatchingDeps,
  follow: StoredFollow,
): Promise<void> {
  const prepared = follow.isPaused ? undefined : await prepareWatch(follow);
  if (!prepared) return matcher.remove([follow.number]);
  const { watch, embedded } = prepared;
  if (embedded) await follows.changeFollow(follow.number, { vector: { vector: embedded, fingerprint } });
  await matcher.put([watch]);
}

/** While no follow can match, as one of an empty collection, what comes is not kept for later. */
async function passOver({ matchStore, readTextChange, readVectorChange }: KeepMatchingDeps): Promise<void> {
  for (const [kind, readChange] of [["text", readTextChange] as const, ["vector", readVectorChange] as const]) {
    const lastChange = await readChange();
    if ((await matchStore.readMatched(kind)) >= lastChange) continue;
    await matchStore.recordStep({ found: [], groups: [], passed: { kind, lastChange } });
  }
}

/** By words, names and filters. Resolves with whether there was a change. */
async function matchTexts({ changes, matchStore, matcher, readTextChange }: KeepMatchingDeps): Promise<boolean> {
  const since = await matchStore.readMatched("text");
  const seen = await readTextChange();
  if (since >= seen) return false;
  const { put, lastChange } = await changes.readTextChanges(since, step);
  // What the index does not have yet comes with the next step.
  if (lastChange === since || lastChange > seen) return false;
  await recordInParts(matchStore, {
    found: await matcher.match(put),
    groups: [],
    passed: { kind: "text", lastChange },
  });
  return true;
}

/** By meaning as well, and after near-duplicates are known. */
async function matchVectors(deps: KeepMatchingDeps): Promise<boolean> {
  const { changes, matchStore, matcher, papers, groups } = deps;
  const since = await matchStore.readMatched("vector");
  const seen = await deps.readVectorChange();
  if (since >= seen) return false;
  const { put, lastChange } = await changes.readVectorChanges(since, step);
  if (lastChange === since || lastChange > seen) return false;
  const fresh = put.filter(({ ordinal }) => ordinal > matcher.after);
  const read = await papers.readPapers(fresh.map(({ ordinal }) => ordinal));
  const found = await matcher.match(joinPapers(fresh, read));
  const grouped = fresh.flatMap(({ ordinal }) => {
    const members = groups.groupOf(ordinal)?.members;
    return members ? [{ ordinal, members }] : [];
  });
  await recordInParts(matchStore, { found, groups: grouped, passed: { kind: "vector", lastChange } });
  return true;
}

function joinPapers(
  embedded: readonly { readonly ordinal: Ordinal; readonly vector: Float32Array }[],
  papers: ReadonlyMap<Ordinal, NewPaper["paper"]>,
): readonly NewPaper[] {
  return embedded.flatMap(({ ordinal, vector }) => {
    const paper = papers.get(ordinal);
    return paper ? [{ ordinal, paper, vector }] : [];
  });
}
