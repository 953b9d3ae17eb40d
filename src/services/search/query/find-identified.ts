import type { Ordinal } from "../../../domain/paper/paper.js";
import { type PastedId, readPastedId } from "../../../domain/paper/pasted-id.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { CorpusScan } from "../../../ports/search/corpus-scan.js";

export interface FindIdentifiedDeps {
  readonly papers: Pick<PaperStore, "findExact">;
  readonly scan: Pick<CorpusScan, "findByAddress">;
}

/** The papers with this identifier in any spelling, or with this id of the caller. */
export async function findIdentified(deps: FindIdentifiedDeps, text: string): Promise<readonly Ordinal[]> {
  const own = await deps.papers.findExact(text);
  const pasted = own.length > 0 ? undefined : readPastedId(text);
  return pasted ? findPasted(deps, pasted) : own;
}

/** The address decides only where no identifier does: finding it takes longer. */
export async function findPasted(
  { papers, scan }: FindIdentifiedDeps,
  { ids, address }: PastedId,
): Promise<readonly Ordinal[]> {
  for (const id of ids) {
    const found = await papers.findExact(id);
    if (found.length > 0) return found;
  }
  return address === undefined ? [] : scan.findByAddress(address);
}
