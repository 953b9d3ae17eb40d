import type { Ordinal } from "../../domain/paper/paper.js";
import type { PaperSet } from "../../domain/search/paper-set.js";

/** The papers of a list. Most questions about them need less than the whole set. */
export interface ListedPapers extends Pick<PaperSet, "count" | "pick"> {
  /** The set itself. */
  readAll(): Promise<PaperSet>;
}

export function listAllOf(papers: PaperSet): ListedPapers {
  return {
    count: () => papers.count(),
    pick: (ordinals: Iterable<Ordinal>) => papers.pick(ordinals),
    readAll: async () => papers,
  };
}
