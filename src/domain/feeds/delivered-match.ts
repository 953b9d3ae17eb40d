import type { Paper } from "../paper/paper.js";

/** What a reader follows, by the name that the reader knows. */
export interface FollowName {
  readonly id: string;
  readonly name: string;
}

/** A paper that fits something a reader follows, as it is delivered. */
export interface DeliveredMatch {
  /** Grows with each match of the library, so that a delivery knows where the last one ended. */
  readonly number: number;
  readonly follow: FollowName;
  readonly paper: Paper;
  /** A confidence from 0 to 1, as in a search. */
  readonly score: number;
  /** Absent where the follow ranks nothing: an author, a venue or a source fits or does not. */
  readonly strength?: "strong" | "fair" | "weak";
  readonly matchedAt: Date;
  /** Why it fits, as a phrase: `words: adapters, tuning`. Empty where the name of the follow says it all. */
  readonly why: string;
  /** Later matches of the paper, its versions and near-duplicates with other follows, where works are delivered. */
  readonly also?: readonly DeliveredMatch[];
}

/** A paper with all its matches: it is delivered once, however many follows it fits. */
export interface DeliveredPaper {
  readonly paper: Paper;
  /** When the first of them was found. */
  readonly matchedAt: Date;
  readonly matches: readonly DeliveredMatch[];
}

/** Works with all their matches. */
export function foldMatches(works: readonly DeliveredMatch[]): readonly DeliveredPaper[] {
  return works.map((first) => ({
    paper: first.paper,
    matchedAt: first.matchedAt,
    matches: [first, ...(first.also ?? [])],
  }));
}

/** `Adapters (strong): words: adapters, tuning` */
export function describeMatch({ follow, strength, why }: DeliveredMatch): string {
  return `${follow.name}${strength ? ` (${strength})` : ""}${why === "" ? "" : `: ${why}`}`;
}
