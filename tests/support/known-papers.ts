import type { KnownPaper, KnownPapers } from "../../src/ports/desk/known-papers.js";
import type { PaperStore } from "../../src/ports/paper/paper-store.js";

/** What a store of papers knows. */
export function createKnownPapers(papers: Pick<PaperStore, "findPaper">): KnownPapers {
  return {
    async findKnown(ids) {
      const found = new Map<string, KnownPaper>();
      for (const id of ids) {
        const stored = await papers.findPaper(id);
        if (stored?.paper.id === id) found.set(id, { ...stored.paper, ordinal: stored.ordinal });
      }
      return found;
    },
  };
}

/** A library without papers. */
export const noPapers: KnownPapers = { findKnown: async () => new Map() };
