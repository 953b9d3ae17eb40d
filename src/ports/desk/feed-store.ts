/** A feed of a follow, or of the whole inbox. */
export interface StoredFeed {
  readonly reader: string;
  /** Absent for the inbox. */
  readonly follow?: string;
  /** What its address ends with: who knows it can read the feed. */
  readonly token: string;
  readonly createdAt: Date;
}

/** The feeds of all readers. */
export interface FeedStore {
  listFeeds(reader: string): Promise<readonly StoredFeed[]>;
  /** Looked up by a hash, so that the time of the answer says nothing about other tokens. */
  findFeed(token: string): Promise<StoredFeed | undefined>;
  /** Makes the feed; one that exists gets the new token, and the old one is forgotten. */
  putFeed(feed: Omit<StoredFeed, "createdAt">): Promise<StoredFeed>;
  /** Returns false if the reader has no feed with this token. */
  removeFeed(reader: string, token: string): Promise<boolean>;
}
