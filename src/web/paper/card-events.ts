import type { Explanation } from "../../domain/search/answer.js";
import type { Rating, TrayPaper } from "../recommend/tray.js";

export interface RatingEvents {
  readonly onRate: (paper: TrayPaper, rating: Rating) => void;
}

/** `range` selects all papers from the last selected one to this one. */
export type SelectStep = "one" | "range";

export interface CardEvents extends RatingEvents {
  readonly onOpen: (id: string) => void;
  readonly onSimilar: (id: string) => void;
  /** Narrows the search; absent outside a search. */
  readonly onVenue?: (venue: string) => void;
  /** Absent where the API has no explanations. */
  readonly onWhy?: (id: string) => Promise<Explanation | undefined>;
  /** The paper under the pointer or with the focus; `undefined` when it is left. */
  readonly onHover?: (id: string | undefined) => void;
  /** Absent where papers cannot be selected. */
  readonly onSelect?: (id: string, step: SelectStep) => void;
}
