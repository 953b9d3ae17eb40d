import { followLimits } from "../../../domain/follows/follow-limits.js";
import { AppError } from "../../../errors.js";
import type { EntryStore } from "../../../ports/desk/entry-store.js";
import { createGiveWay } from "./give-way.js";
import type { PrepareWatchDeps } from "./prepare-watch.js";

/**
 * What a collection likes: its included papers, or all undecided ones while none is included; the last added ones. It
 * dislikes what was excluded. Nothing for a collection that is gone.
 */
export function createListLiked({ scanEntries }: Pick<EntryStore, "scanEntries">): PrepareWatchDeps["listLiked"] {
  return async (collection) => {
    const named = { include: [] as string[], exclude: [] as string[], undecided: [] as string[] };
    const giveWay = createGiveWay();
    try {
      for await (const entries of scanEntries(collection)) {
        for (const { id, decision = "undecided" } of entries) named[decision].push(id);
        await giveWay();
      }
    } catch (error) {
      if (!(error instanceof AppError && error.code === "not_found")) throw error;
    }
    const liked = named.include.length > 0 ? named.include : named.undecided;
    return { liked: liked.slice(0, followLimits.likes), disliked: named.exclude.slice(0, followLimits.likes) };
  };
}
