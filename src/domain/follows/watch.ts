import type { Ordinal, Paper } from "../paper/paper.js";
import type { MatchedBy } from "../search/hit.js";
import type { PaperLimits } from "./paper-batch.js";

/** A follow, ready to be compared with new papers. */
export interface Watch {
  /** The number of the follow. */
  readonly id: number;
  /** The last paper before the follow: it and earlier ones never match. */
  readonly after: Ordinal;
  /** The least score of a match. */
  readonly least: number;
  readonly limits: PaperLimits;
  /** Absent where the limits alone decide. */
  readonly wanted?: WantedWords | WantedLikes;
}

/** What a question ranks by. */
export interface WantedWords {
  readonly kind: "words";
  readonly text: string;
  /** The share of meaning, 0 to 1. */
  readonly weight: number;
  /** Unit length; absent while it has not been embedded, and where meaning does not count. */
  readonly vector?: Float32Array | undefined;
  /** Of papers that fit, but were dismissed. */
  readonly dismissed?: readonly Float32Array[];
}

/** Papers that a match must be like. */
export interface WantedLikes {
  readonly kind: "likes";
  readonly liked: readonly Like[];
  /** Excluded or dismissed. */
  readonly disliked: readonly Float32Array[];
}

export interface Like {
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

export interface NewPaper {
  readonly ordinal: Ordinal;
  readonly paper: Paper;
  /** Absent at first: until it arrives, words, names and filters decide. */
  readonly vector?: Float32Array | undefined;
}

/** A paper that fits a follow. */
export interface FoundMatch {
  readonly follow: number;
  readonly ordinal: Ordinal;
  /** 1 where nothing is ranked. */
  readonly score: number;
  readonly matchedBy: MatchedBy;
  /** The paper of the collection that it is like. */
  readonly like?: Ordinal;
}
