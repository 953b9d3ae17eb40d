import type { FollowKind } from "../../domain/follows/follow-kind.js";
import type { FoundMatch } from "../../domain/follows/watch.js";
import type { Ordinal } from "../../domain/paper/paper.js";

export type MatchedChange = "text" | "vector";

/** A step through the change log. */
export interface MatchStep {
  readonly found: readonly FoundMatch[];
  /** Papers of the step with their near-duplicates, themselves included. */
  readonly groups: readonly { readonly ordinal: Ordinal; readonly members: readonly Ordinal[] }[];
  /** How far the log has been read with it; absent for papers that were not found in the log. */
  readonly passed?: { readonly kind: MatchedChange; readonly lastChange: number };
}

export interface MatchedFollow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly kind: FollowKind;
  /** The words that it ranks by. */
  readonly text?: string;
}

/** A match with its follow. */
export interface StoredMatch extends Omit<FoundMatch, "follow"> {
  /** Ascending in the order in which matches were found, for all follows together. */
  readonly number: number;
  readonly follow: MatchedFollow;
  readonly at: Date;
  /** The earlier match of the same follow of which the paper is a near-duplicate. */
  readonly sameAs?: Ordinal;
}

/** A paper in an inbox: its first match is what counts. */
export interface InboxRow {
  readonly number: number;
  readonly ordinal: Ordinal;
  readonly at: Date;
  readonly isNew: boolean;
}

export interface InboxPage {
  readonly reader: string;
  /** Only papers with a match of this follow. */
  readonly follow?: number | undefined;
  readonly onlyNew: boolean;
  /** Rows with a smaller number than this. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface SeenPapers {
  /** The number of a row: it and earlier ones. */
  readonly upTo?: number | undefined;
  /** Ids of papers. */
  readonly ids?: readonly string[] | undefined;
  readonly isSeen: boolean;
}

export interface FoundQuery {
  readonly reader: string;
  /** Ids; all of the reader's follows where absent. */
  readonly follows?: readonly string[] | undefined;
  /** `oldest`: from the one after `after` on; `newest`: those before `before`, the newest first. */
  readonly order: "oldest" | "newest";
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What matched, and what of it has been seen. Every call is one transaction. */
export interface MatchStore {
  /** The last change that was matched; the newest one as long as nothing is followed. */
  readMatched(kind: MatchedChange): Promise<number>;
  /**
   * Records matches, and that the log has been read so far. A match that is there already only gets the new score; one
   * that is a near-duplicate of an earlier match is noted with it. Does nothing for follows that are gone.
   */
  recordStep(step: MatchStep): Promise<void>;
  /** The newest first. */
  listInbox(
    page: InboxPage,
  ): Promise<{ readonly rows: readonly InboxRow[]; readonly total: number; readonly new: number }>;
  /** All matches of these papers for a reader, near-duplicates of them included. */
  listMatches(reader: string, ordinals: readonly Ordinal[]): Promise<readonly StoredMatch[]>;
  /** Returns how many papers changed. */
  markSeen(reader: string, which: SeenPapers): Promise<number>;
  /** The number of the newest match of all readers; 0 without any. */
  readLast(): Promise<number>;
  /** Without near-duplicates of earlier matches: what is to be delivered. */
  listFound(query: FoundQuery): Promise<readonly StoredMatch[]>;
}
