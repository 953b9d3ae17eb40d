import type { PaperStore } from "../../../../ports/paper/paper-store.js";
import type { FollowContext } from "./context.js";
import { noteRemoval, returnPapers, settleRemoval } from "./removals.js";

/** The store of papers, such that inboxes hear of papers that are removed, and of those that come again. */
export function createFollowedStore(context: FollowContext, papers: PaperStore): PaperStore {
  return {
    ...papers,
    async savePapers(slice) {
      const saved = await papers.savePapers(slice);
      const added = saved.outcomes.filter(({ outcome }) => outcome === "added");
      if (added.length > 0) await returnPapers(context, [...new Set(added.map(({ id }) => id))]);
      return saved;
    },
    async removePaper(id) {
      const found = await papers.findPaper(id);
      if (!found) return false;
      const paper = { id: found.paper.id, ordinal: found.ordinal };
      await noteRemoval(context, paper);
      const isRemoved = await papers.removePaper(id);
      await settleRemoval(context, paper);
      return isRemoved;
    },
  };
}
