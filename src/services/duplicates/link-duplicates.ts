import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { areNearDuplicates } from "../../domain/duplicates/near-duplicates.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { DuplicatePair, DuplicateStore } from "../../ports/duplicates/duplicate-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { NearPair } from "../../ports/vectors/vector-index.js";
import type { DuplicateGroups } from "./duplicate-groups.js";

export interface LinkDuplicatesDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly duplicates: DuplicateStore;
  readonly groups: DuplicateGroups;
}

/** What one update step of the vector index changed, and the near pairs that it found. */
export interface IndexedStep {
  readonly put: readonly Ordinal[];
  readonly removed: readonly Ordinal[];
  readonly pairs: readonly NearPair[];
}

export type LinkDuplicates = (step: IndexedStep) => Promise<void>;

/** Pairs compared before yielding to the event loop: two long abstracts take about half a millisecond. */
const pairsAtOnce = 16;

/**
 * Replaces the links of papers that just got a vector. The same step always gives the same links, so a rebuild of the
 * index finds all of them again.
 */
export function createLinkDuplicates({ papers, duplicates, groups }: LinkDuplicatesDeps): LinkDuplicates {
  return async ({ put, removed, pairs }) => {
    const candidates = dropRepeated([...pairs, ...(await duplicates.findSameTitle(put))]);
    const found = await papers.readPapers([...new Set(candidates.flatMap(({ ordinal, other }) => [ordinal, other]))]);
    const linked: DuplicatePair[] = [];
    for (const [at, pair] of candidates.entries()) {
      if (at % pairsAtOnce === pairsAtOnce - 1) await yieldToEventLoop();
      const [one, other] = [found.get(pair.ordinal), found.get(pair.other)];
      if (one && other && areNearDuplicates(one, other, pair.similarity)) linked.push(pair);
    }
    const links = { papers: [...put, ...removed], pairs: linked };
    await duplicates.replaceLinks(links);
    groups.replaceLinks(links);
  };
}

/** Two papers with the same title often have similar vectors too. */
function dropRepeated(pairs: readonly DuplicatePair[]): readonly DuplicatePair[] {
  const byPapers = new Map(
    pairs.map((pair) => [[pair.ordinal, pair.other].toSorted((one, other) => one - other).join(), pair]),
  );
  return [...byPapers.values()];
}
