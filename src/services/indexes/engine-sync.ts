import { setTimeout as delay } from "node:timers/promises";
import { minPairSimilarity, maxPairsPerPaper } from "../../domain/duplicates/near-duplicates.js";
import { coalesceRuns } from "../../domain/concurrency/serial-tasks.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { Positions } from "../../ports/ingest/positions.js";
import type { Turn, Turns } from "../../ports/ingest/turns.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { NearPair, VectorSearch } from "../../ports/vectors/vector-index.js";
import type { SharedGroups } from "../duplicates/shared-groups.js";
import type { LinkDuplicates } from "../duplicates/link-duplicates.js";
import type { IndexSync } from "./sync-index.js";

/** An engine that keeps papers and finds them, so that nothing is copied from a store to an index. */
export interface EngineSyncDeps {
  /** Makes what was written before the call visible to questions. */
  readonly refresh: () => Promise<void>;
  readonly changes: Pick<ChangeLog, "readVectorChanges" | "readLastChange">;
}

export interface LinkSyncDeps extends EngineSyncDeps {
  readonly vectorIndex: Pick<VectorSearch, "listNeighbours">;
  readonly linkDuplicates: LinkDuplicates;
  readonly groups: SharedGroups;
  readonly positions: Positions;
  readonly turns: Turns;
}

/** What questions see of texts. */
export function createEngineTextSync({ refresh, changes }: EngineSyncDeps): IndexSync {
  return {
    hasCaughtUp: true,
    sync: () => refresh(),
    readChange: () => changes.readLastChange(),
    save: async () => undefined,
    stop: async () => undefined,
  };
}

const log = "links";
const linked = { turn: "link-duplicates", step: 256, pauseMs: 50 };

/**
 * What questions see of vectors, near-duplicates included. One process at a time links them, wherever their vectors came
 * from; the others wait for it.
 */
export function createEngineVectorSync(deps: LinkSyncDeps): IndexSync {
  const { refresh, changes, positions, groups, turns } = deps;
  let stopped = false;
  const sync = coalesceRuns(async () => {
    const target = await changes.readLastChange();
    await refresh();
    while (!stopped && (await positions.read(log)) < target) {
      const isDone = await turns.withTurn(linked.turn, (turn) =>
        linkUpTo(deps, { target, turn, isOver: () => stopped }),
      );
      if (isDone !== true) await delay(linked.pauseMs);
    }
    await groups.refresh();
  });
  return {
    hasCaughtUp: true,
    sync,
    async readChange() {
      const change = await positions.read(log);
      // Who matches what another process has linked is to know its links.
      await groups.refresh();
      return change;
    },
    save: async () => undefined,
    async stop() {
      stopped = true;
      await sync().catch(() => undefined);
    },
  };
}

interface Linking {
  readonly target: number;
  readonly turn: Turn;
  readonly isOver: () => boolean;
}

/** Resolves with whether every change up to the target is linked. A step that is done twice finds the same links. */
async function linkUpTo(deps: LinkSyncDeps, { target, turn, isOver }: Linking): Promise<boolean> {
  const { changes, positions, linkDuplicates } = deps;
  for (let since = await positions.read(log); !turn.signal.aborted && !isOver(); since = await positions.read(log)) {
    if (since >= target) return true;
    const step = await changes.readVectorChanges(since, linked.step);
    const put = step.put.map(({ ordinal }) => ordinal);
    if (put.length + step.removed.length > 0) {
      await linkDuplicates({ put, removed: step.removed, pairs: await findPairs(deps, put) });
    }
    // Numbers without a vector's change lie behind the last one.
    await positions.advance(log, step.lastChange === since ? target : step.lastChange);
  }
  return false;
}

async function findPairs({ vectorIndex }: LinkSyncDeps, put: readonly Ordinal[]): Promise<readonly NearPair[]> {
  const { counts, ordinals, scores } = await vectorIndex.listNeighbours({ of: put, limit: maxPairsPerPaper });
  const pairs: NearPair[] = [];
  let at = 0;
  for (const [row, ordinal] of put.entries()) {
    for (const end = at + counts[row]!; at < end; at += 1) {
      if (scores[at]! >= minPairSimilarity) pairs.push({ ordinal, other: ordinals[at]!, similarity: scores[at]! });
    }
  }
  return pairs;
}
