import { useRating } from "../../recommend/use-rating.js";

/** Says that a paper is in the current collection, where the button that says so is in a menu. */
export function ListedMark({ id }: { readonly id: string }) {
  const isListed = useRating(id) === "like";
  return isListed ? (
    <span class="listed">
      <span aria-hidden="true">✓</span>
      <span class="unseen">Saved</span>
    </span>
  ) : null;
}
