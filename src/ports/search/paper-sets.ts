import type { Ordinal } from "../../domain/paper/paper.js";
import type { PaperSet } from "../../domain/search/paper-set.js";

/** Sets of papers that are named one by one. */
export interface PaperSets {
  /** The set of these papers, to be combined with what the engine finds. */
  of(ordinals: Iterable<Ordinal>): PaperSet;
}
