import type { LiveSegments } from "./live-segments.js";
import type { SavedSegment } from "./saved-segment.js";
import type { SegmentThread } from "./segment-thread.js";
import { createSerialRunner } from "../../domain/concurrency/serial-tasks.js";

export interface MergerOptions {
  readonly segments: LiveSegments;
  readonly thread: SegmentThread;
  readonly mergeThreshold: number;
  /** The current change number of the index. */
  readonly readLastChange: () => number;
}

export interface Merger {
  /** Whether enough has changed for a merge, and none is running. */
  isDue(): boolean;
  /** Rejects when the thread fails; nothing is lost, and the next merge includes the same documents again. */
  merge(): Promise<void>;
  /** Merges until the immutable segment holds everything applied before the call. */
  mergeAll(): Promise<SavedSegment>;
}

/** Rewriting everything after each tenth copies a paper about ten times in total. */
const mergeShare = 0.1;
/** Growing arrays are copied in the main thread: above this number of documents a copy would block it noticeably. */
const maxUnmerged = 50_000;

/** Runs one merge at a time. */
export function createMerger({ segments, thread, mergeThreshold, readLastChange }: MergerOptions): Merger {
  const runInOrder = createSerialRunner();
  let queued = 0;
  // The change numbers that the segment being merged and the immutable one are known to include; they may include parts
  // of later ones, which can safely be applied again.
  let takenChange = 0;
  let mergedChange = 0;

  const mergeOnce = async (): Promise<void> => {
    if (!segments.isMerging) takenChange = readLastChange();
    segments.finishMerge(await thread.merge(segments.startMerge()));
    mergedChange = takenChange;
  };

  const enqueue = async <Result>(task: () => Promise<Result>): Promise<Result> => {
    queued += 1;
    try {
      return await runInOrder(task);
    } finally {
      queued -= 1;
    }
  };

  return {
    isDue: () => {
      const share = Math.min(mergeShare * segments.merged.shape.documents, maxUnmerged);
      return queued === 0 && segments.changed > Math.max(mergeThreshold, share);
    },
    merge: () => enqueue(mergeOnce),
    mergeAll: () =>
      enqueue(async () => {
        // A failed merge is repeated first; later changes need a second merge.
        if (segments.isMerging) await mergeOnce();
        if (segments.changed > 0) await mergeOnce();
        if (segments.changed === 0) mergedChange = readLastChange();
        return { segment: segments.merged, lastChange: mergedChange };
      }),
  };
}
