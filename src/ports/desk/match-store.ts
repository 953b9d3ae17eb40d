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
  /** The number of the row of the inbox to which it belongs. */
  readonly row: number;
}

/** A work in an inbox: a paper with its versions and near-duplicates, by that which matched first. */
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
  /** Only what was dismissed; otherwise only the rest. */
  readonly dismissed?: boolean | undefined;
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
  /** `match`: a work once for each follow; `work`: once for all of these follows, by its first match. */
  readonly each: "match" | "work";
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
   * Records matches, and that the log has been read so far. A match that is there already only gets the new score; papers
   * of a group share the oldest row of their reader's inbox. Does nothing for follows that are gone.
   */
  recordStep(step: MatchStep): Promise<void>;
  /** The newest first. */
  listInbox(
    page: InboxPage,
  ): Promise<{ readonly rows: readonly InboxRow[]; readonly total: number; readonly new: number }>;
  /** All matches that belong to these rows of the inbox, the oldest first. */
  listMatches(rows: readonly number[]): Promise<readonly StoredMatch[]>;
  /** Returns how many papers changed. */
  markSeen(reader: string, which: SeenPapers): Promise<number>;
  /** The number of the newest match of all readers; 0 without any. */
  readLast(): Promise<number>;
  /** What is to be delivered: each work once, and nothing that was dismissed. */
  listFound(query: FoundQuery): Promise<readonly StoredMatch[]>;
}
