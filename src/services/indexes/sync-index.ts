import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { coalesceRuns } from "../../domain/concurrency/serial-tasks.js";
import { readPaperWords } from "../../domain/text/paper-words.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import type { LinkDuplicates } from "../duplicates/link-duplicates.js";

export interface SyncTextDeps {
  readonly changes: Pick<ChangeLog, "readTextChanges">;
  readonly keywordIndex: KeywordIndex;
}

export interface SyncVectorsDeps {
  readonly changes: Pick<ChangeLog, "readVectorChanges">;
  readonly vectorIndex: VectorIndex;
  readonly groups: Pick<DuplicateGroups, "load">;
  readonly linkDuplicates: LinkDuplicates;
}

/** Brings what questions see up to date with the store; used at start and by ingest, removal and rebuild. */
export interface IndexSync {
  /** Whether a run has ended since the start: until then, the index may lack papers that are in the store for long. */
  readonly hasCaughtUp: boolean;
  /**
   * Resolves when the index contains every change made before the call and, for the vector index, when near-duplicates
   * are linked.
   */
  sync(): Promise<void>;
  /** The last change of the store that questions see. */
  readChange(): Promise<number>;
  /** Writes to the disk what a start would otherwise have to apply again. */
  save(): Promise<void>;
  /** Ends runs after their current step; the next start does the rest. Resolves when no run is in progress. */
  stop(): Promise<void>;
}

/** Changes read at a time: a millisecond or two of the event loop. */
const textStep = 64;
const vectorStep = 256;

export function createTextSync({ changes, keywordIndex }: SyncTextDeps): IndexSync {
  return createSync(keywordIndex, async () => {
    const { put, removed, lastChange } = await changes.readTextChanges(keywordIndex.lastChange, textStep);
    if (lastChange === keywordIndex.lastChange) return false;
    const documents = put.map(({ ordinal, paper }) => ({
      ordinal,
      ...readPaperWords(paper),
      names: paper.venue === undefined ? paper.authors : [...paper.authors, paper.venue],
      keywords: paper.keywords,
    }));
    await keywordIndex.apply({ put: documents, removed, lastChange });
    return true;
  });
}

export function createVectorSync({ changes, vectorIndex, groups, linkDuplicates }: SyncVectorsDeps): IndexSync {
  return createSync(vectorIndex, async () => {
    await groups.load();
    const step = await changes.readVectorChanges(vectorIndex.lastChange, vectorStep);
    if (step.lastChange === vectorIndex.lastChange) return false;
    const pairs = await vectorIndex.apply(step);
    await linkDuplicates({ put: step.put.map(({ ordinal }) => ordinal), removed: step.removed, pairs });
    return true;
  });
}

/** @param takeStep applies a few changes; resolves with whether there were any */
function createSync(index: Pick<KeywordIndex, "lastChange" | "save">, takeStep: () => Promise<boolean>): IndexSync {
  let stopped = false;
  let hasCaughtUp = false;
  const sync = coalesceRuns(async () => {
    // A step of a few short papers does not yield, so that many of them would block the event loop.
    while (!stopped && (await takeStep())) await yieldToEventLoop();
    hasCaughtUp ||= !stopped;
  });
  return {
    get hasCaughtUp() {
      return hasCaughtUp;
    },
    sync,
    readChange: async () => index.lastChange,
    save: () => index.save(),
    async stop() {
      stopped = true;
      await sync().catch(() => undefined);
    },
  };
}
