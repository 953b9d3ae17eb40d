import type { Digest } from "../../domain/digests/digest.js";

export interface StoredDigest extends Omit<Digest, "mails" | "createdAt"> {
  readonly reader: string;
  readonly createdAt: Date;
  /** What the address to unsubscribe ends with. */
  readonly unsubscribeToken: string;
  /** The hash of the token that confirms the address, while one is valid. */
  readonly confirmation?: { readonly hash: string; readonly until: Date };
  /** Number of the last match that was delivered, or was there before. */
  readonly lastMatch: number;
}

/** The digests of all readers. */
export interface DigestStore {
  /** Those of a reader, or all; oldest first. */
  listDigests(reader?: string): Promise<readonly StoredDigest[]>;
  readDigest(id: string): Promise<StoredDigest | undefined>;
  /** Adds it or replaces it, but for `lastMatch` of one that is there: the outbox moves that. */
  saveDigest(digest: StoredDigest): Promise<void>;
  /** With its mails, but not the record of how many were sent to its address. */
  deleteDigest(id: string): Promise<void>;
  findConfirmation(hash: string): Promise<StoredDigest | undefined>;
  /** Looked up by a hash, as in `FeedStore`. */
  findUnsubscribe(token: string): Promise<StoredDigest | undefined>;
}
