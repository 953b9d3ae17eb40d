import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { Ordinal } from "../../src/domain/paper/paper.js";
import type { PaperSet } from "../../src/domain/search/paper-set.js";

/** The sets of the embedded engine. */
export const paperSets = { of: collectOrdinals };

/** The members of a set, ascending. */
export async function listPapers(papers: PaperSet | undefined): Promise<Ordinal[]> {
  return [...((await papers?.list()) ?? [])];
}
