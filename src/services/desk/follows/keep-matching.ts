import { setImmediate as yieldToEventLoop, setTimeout as delay } from "node:timers/promises";
import { coalesceRuns } from "../../../domain/concurrency/serial-tasks.js";
import type { NewPaper } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { describeError } from "../../../errors.js";
import type { MatchedChange, MatchStep, MatchStore } from "../../../ports/desk/match-store.js";
import type { Turns } from "../../../ports/ingest/turns.js";
import type { Logger } from "../../../ports/logger.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import type { DuplicateGroups } from "../../duplicates/duplicate-groups.js";
import { createHeldFollows, type HeldFollows, type HeldFollowsDeps } from "./held-follows.js";
import type { PaperMatcher } from "./match-papers.js";
import { recordInParts } from "./record-in-parts.js";

export interface KeepMatchingDeps extends HeldFollowsDeps {
  readonly matchStore: MatchStore;
  readonly matcher: PaperMatcher;
  readonly changes: Pick<ChangeLog, "readTextChanges" | "readVectorChanges" | "readLastChange">;
  readonly papers: Pick<PaperStore, "readPapers">;
  /** The last change that questions see. */
  readonly readTextChange: () => Promise<number>;
  readonly readVectorChange: () => Promise<number>;
  readonly groups: Pick<DuplicateGroups, "groupOf">;
  readonly turns: Turns;
  readonly logger: Logger;
}

/**
 * Matches what the indexes have taken in. One more reader of the change log, in one process at a time: it reads from the
 * last change that was matched, and records how far it has come in one transaction with the matches, or with the last of
 * them. So a process that dies repeats a step, which finds the same matches again, and loses none.
 */
export interface KeepMatching {
  /**
   * Resolves when every change that the indexes had at the call is matched, by this process or another. Costs nothing while
   * nothing is followed.
   */
  sync(): Promise<void>;
  /** The same in the background, and after what is followed has changed; errors are logged. */
  wake(): void;
  /** Ends after the step that is in progress; the next start does the rest. */
  stop(): Promise<void>;
}

/** Papers matched at a time. */
const step = 32;
const turn = { name: "match-follows", pauseMs: 50 };
const kinds = ["text", "vector"] as const;

export function createKeepMatching(deps: KeepMatchingDeps): KeepMatching {
  const { turns, logger } = deps;
  const held = createHeldFollows(deps);
  let stopped = false;
  const run = coalesceRuns(async () => {
    if (stopped) return;
    await held.prepare();
    let target: Seen | undefined;
    while (!stopped) {
      const isDone = await turns.withTurn(turn.name, ({ signal }) =>
        matchAll(deps, held, () => stopped || signal.aborted),
      );
      if (isDone === true) return;
      target ??= await readSeen(deps);
      if (await isMatched(deps, target)) return;
      await delay(turn.pauseMs);
    }
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
    async stop() {
      stopped = true;
      await run().catch(() => undefined);
    },
  };
}

/** The last change of each kind that questions see. */
type Seen = Readonly<Record<MatchedChange, number>>;

async function readSeen({ readTextChange, readVectorChange }: KeepMatchingDeps): Promise<Seen> {
  return { text: await readTextChange(), vector: await readVectorChange() };
}

async function isMatched({ matchStore }: KeepMatchingDeps, seen: Seen): Promise<boolean> {
  for (const kind of kinds) if ((await matchStore.readMatched(kind)) < seen[kind]) return false;
  return true;
}

/** By words, names and filters first, then by meaning as well, when near-duplicates are known. False if it is over early. */
async function matchAll(deps: KeepMatchingDeps, held: HeldFollows, isOver: () => boolean): Promise<boolean> {
  await held.refresh();
  await held.refreshCollections();
  for (const kind of kinds) {
    while (!isOver() && (await matchStep(deps, held, kind))) await yieldToEventLoop();
  }
  return !isOver();
}

/** Resolves with whether there was a change, so that there may be more. */
async function matchStep(deps: KeepMatchingDeps, held: HeldFollows, kind: MatchedChange): Promise<boolean> {
  const { matchStore, matcher } = deps;
  const readLast = kind === "text" ? deps.readTextChange : deps.readVectorChange;
  const since = await matchStore.readMatched(kind);
  const seen = await readLast();
  if (since >= seen) return false;
  // After that was read: what is followed from now on does not want papers from before.
  await held.refresh();
  if (matcher.size === 0) {
    // While no follow can match, as one of an empty collection, what comes is not kept for later.
    await matchStore.recordStep({ found: [], groups: [], passed: { kind, lastChange: seen } });
    return false;
  }
  const { lastChange, ...read } = await (kind === "text" ? readTexts : readVectors)(deps, since);
  if (lastChange === since) return false;
  // What the index does not have yet comes with the next step.
  if (lastChange > seen) return (await readLast()) >= lastChange;
  const found = await matcher.match(read.papers);
  await recordInParts(matchStore, { found, groups: read.groups, passed: { kind, lastChange } });
  return true;
}

interface ReadStep extends Pick<MatchStep, "groups"> {
  readonly papers: readonly NewPaper[];
  readonly lastChange: number;
}

async function readTexts({ changes }: KeepMatchingDeps, since: number): Promise<ReadStep> {
  const { put, lastChange } = await changes.readTextChanges(since, step);
  return { papers: put, groups: [], lastChange };
}

async function readVectors({ changes, matcher, papers, groups }: KeepMatchingDeps, since: number): Promise<ReadStep> {
  const { put, lastChange } = await changes.readVectorChanges(since, step);
  const fresh = put.filter(({ ordinal }) => ordinal > matcher.after);
  const read = await papers.readPapers(fresh.map(({ ordinal }) => ordinal));
  const grouped = fresh.flatMap(({ ordinal }) => {
    const members = groups.groupOf(ordinal)?.members;
    return members ? [{ ordinal, members }] : [];
  });
  return { papers: joinPapers(fresh, read), groups: grouped, lastChange };
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
