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

/** What one step of bringing the vector index up to date changed, and the near pairs that it met. */
export interface IndexedStep {
  readonly put: readonly Ordinal[];
  readonly removed: readonly Ordinal[];
  readonly pairs: readonly NearPair[];
}

export type LinkDuplicates = (step: IndexedStep) => Promise<void>;

/** Pairs judged between two chances for others: two long abstracts take about half a millisecond to compare. */
const pairsAtOnce = 16;

/**
 * Links the near-duplicates of papers that just got a vector; their earlier links are dropped. The same step leads to
 * the same links, so a rebuild of the index finds all of them again.
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

/** Two papers of one title are often near each other too. */
function dropRepeated(pairs: readonly DuplicatePair[]): readonly DuplicatePair[] {
  const byPapers = new Map(
    pairs.map((pair) => [[pair.ordinal, pair.other].toSorted((one, other) => one - other).join(), pair]),
  );
  return [...byPapers.values()];
}
