import { findRating } from "../../recommend/tray.js";
import { trayStore } from "../../recommend/tray-store.js";
import { useWatched } from "../../shared/use-watched.js";

/** Says that a paper is in the current collection, where the button that says so is in a menu. */
export function ListedMark({ id }: { readonly id: string }) {
  const isListed = findRating(useWatched(trayStore), id) === "like";
  return isListed ? (
    <span class="listed">
      <span aria-hidden="true">✓</span>
      <span class="unseen">Saved</span>
    </span>
  ) : null;
}
