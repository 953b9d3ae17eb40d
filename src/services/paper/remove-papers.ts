import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { removedShown, type RemovedAnswer } from "../../domain/paper/removal.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { Filter } from "../../domain/search/filter.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import { listMatching, type MatchFilter } from "../search/match-filter.js";

export interface RemovePapersDeps {
  readonly papers: Pick<PaperStore, "findPaper" | "readPapers" | "removePaper">;
  readonly scan: Pick<CorpusScan, "matchFilter">;
  readonly matchFilter: MatchFilter;
  readonly syncText: () => Promise<void>;
  readonly syncVectors: () => Promise<void>;
}

/**
 * Removes the papers that pass a filter, or with `dryRun` only says which. Resolves when they are gone from the store and
 * both indexes; a crash in between leaves some of them removed.
 */
export type RemovePapers = (filter: Filter, options: { readonly dryRun: boolean }) => Promise<RemovedAnswer>;

/** Papers per slice: a few milliseconds of work, so that other requests are not delayed. */
const sliceSize = 16;

export function createRemovePapers(deps: RemovePapersDeps): RemovePapers {
  return async (filter, { dryRun }) => {
    const ordinals = [...(await (await listMatching(deps, filter)).list())];
    if (dryRun) {
      const ids = await readIds(deps, ordinals.slice(0, removedShown));
      return { removed: ordinals.length, ids, dryRun };
    }
    const ids: string[] = [];
    let removed = 0;
    for (let start = 0; start < ordinals.length; start += sliceSize) {
      const slice = await readIds(deps, ordinals.slice(start, start + sliceSize));
      const gone = await Promise.all(slice.map((id) => deps.papers.removePaper(id)));
      const names = slice.filter((_, at) => gone[at]);
      removed += names.length;
      ids.push(...names.slice(0, removedShown - ids.length));
      await yieldToEventLoop();
    }
    await Promise.all([deps.syncText(), deps.syncVectors()]);
    return { removed, ids };
  };
}

/** Papers that were removed in the meantime are left out. */
async function readIds({ papers }: RemovePapersDeps, ordinals: readonly Ordinal[]): Promise<string[]> {
  const found = await papers.readPapers(ordinals);
  return ordinals.flatMap((ordinal) => found.get(ordinal)?.id ?? []);
}
