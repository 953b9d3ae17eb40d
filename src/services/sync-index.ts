import { shareRuns } from "../domain/sequence.js";
import type { ChangeLog } from "../ports/change-log.js";
import type { KeywordIndex } from "../ports/keyword-index.js";
import type { VectorIndex } from "../ports/vector-index.js";
import type { DuplicateGroups } from "./duplicate-groups.js";
import type { LinkDuplicates } from "./link-duplicates.js";

export interface SyncIndexDeps {
  readonly changes: ChangeLog;
  readonly keywordIndex: KeywordIndex;
  readonly vectorIndex: VectorIndex;
  readonly groups: Pick<DuplicateGroups, "load">;
  readonly linkDuplicates: LinkDuplicates;
}

/** Brings the indexes up to date with the store. Start, ingest, removal and rebuild all go this way. */
export interface IndexSync {
  /** Resolves when the keyword index holds every change made before the call. */
  syncText(): Promise<void>;
  /** Resolves when the vector index holds every change made before the call, and near-duplicates are linked. */
  syncVectors(): Promise<void>;
  /** Ends runs at their next step; what they left is made up at the next start. Resolves when none is under way. */
  stop(): Promise<void>;
}

/** Changes read at a time: a millisecond or two of the event loop. */
const textStep = 64;
const vectorStep = 256;

export function createIndexSync(deps: SyncIndexDeps): IndexSync {
  const { changes, keywordIndex, vectorIndex, groups, linkDuplicates } = deps;
  let stopped = false;
  const syncText = shareRuns(async () => {
    while (!stopped) {
      const { put, removed, lastChange } = await changes.readTextChanges(keywordIndex.lastChange, textStep);
      if (lastChange === keywordIndex.lastChange) return;
      const documents = put.map(({ ordinal, paper }) => ({
        ordinal,
        title: paper.title,
        abstract: paper.abstract ?? "",
        extra: [...paper.authors, ...paper.keywords].join(" "),
      }));
      await keywordIndex.apply({ put: documents, removed, lastChange });
    }
  });
  const syncVectors = shareRuns(async () => {
    await groups.load();
    while (!stopped) {
      const step = await changes.readVectorChanges(vectorIndex.lastChange, vectorStep);
      if (step.lastChange === vectorIndex.lastChange) return;
      const pairs = await vectorIndex.apply(step);
      await linkDuplicates({ put: step.put.map(({ ordinal }) => ordinal), removed: step.removed, pairs });
    }
  });
  return {
    syncText,
    syncVectors,
    async stop() {
      stopped = true;
      await Promise.allSettled([syncText(), syncVectors()]);
    },
  };
}
