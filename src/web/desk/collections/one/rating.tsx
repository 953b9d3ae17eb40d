import type { ShownEntry } from "../../../../domain/collections/entry.js";
import type { EntryActions } from "./entry-actions.js";

interface RatingProps {
  readonly entry: ShownEntry;
  readonly actions: Pick<EntryActions, "change">;
}

/** One to five stars; the star that is given takes the rating back. */
export function Rating({ entry: { id, rating = 0 }, actions }: RatingProps) {
  return (
    <span class="stars" role="group" aria-label={rating === 0 ? "Not rated" : `Rated ${rating} of 5`}>
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          class={stars <= rating ? "star on" : "star"}
          aria-label={`Rate ${stars} of 5`}
          aria-pressed={stars === rating}
          onClick={() => void rate(actions, id, stars === rating ? null : stars)}
        />
      ))}
    </span>
  );
}

export function rate(actions: Pick<EntryActions, "change">, id: string, rating: number | null): Promise<void> {
  return actions.change([id], { rating }, rating === null ? "No longer rated." : `Rated ${rating} of 5.`);
}
