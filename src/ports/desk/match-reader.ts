import type { DeliveredMatch, FollowName } from "../../domain/feeds/delivered-match.js";

/** What is delivered to readers: the matches of what they follow. */
export interface MatchReader {
  /** A follow of this reader. */
  findFollow(follow: { readonly reader: string; readonly id: string }): Promise<FollowName | undefined>;
  /** Papers that were removed or dismissed are left out. */
  listMatches(query: MatchQuery): Promise<readonly DeliveredMatch[]>;
  /** The number of the newest match of all readers; 0 without any. */
  readLast(): Promise<number>;
}

export interface MatchQuery {
  readonly reader: string;
  /** All of the reader's follows where absent. */
  readonly follows?: readonly string[] | undefined;
  /** `match`: each match, with a work once for each follow. `work`: each work once, with its other matches in `also`. */
  readonly each: "match" | "work";
  /** `oldest`: from the one after `after` on; `newest`: those before `before`, the newest first. */
  readonly order: "oldest" | "newest";
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}
