import type { Follow, FollowPatch, FollowSpec, SourceState } from "../../domain/follows/follow.js";
import type { PaperLimits } from "../../domain/follows/paper-batch.js";
import type { WantedWords } from "../../domain/follows/watch.js";
import type { Ordinal } from "../../domain/paper/paper.js";

export interface FollowName {
  readonly reader: string;
  readonly id: string;
}

/** What a follow watches, as it was read when it was created. */
export interface ReadFollow {
  readonly limits: PaperLimits;
  /** Absent where the limits alone decide. */
  readonly ranks?: Pick<WantedWords, "text" | "weight">;
}

/** A follow as the matcher needs it. */
export interface StoredFollow {
  readonly number: number;
  readonly reader: string;
  readonly id: string;
  readonly spec: FollowSpec;
  readonly name: string;
  readonly read: ReadFollow;
  readonly isPaused: boolean;
  /** No paper up to this one matches. */
  readonly after: Ordinal;
  /** Of the words to rank by, with the fingerprint of its model. */
  readonly vector?: { readonly vector: Float32Array; readonly fingerprint: string };
  readonly state?: SourceState;
}

export interface AddedFollow extends Pick<StoredFollow, "reader" | "spec" | "name" | "read" | "vector" | "state"> {}

export type StoredChange = Partial<Pick<StoredFollow, "vector" | "state">> & {
  readonly patch?: FollowPatch;
  readonly read?: ReadFollow;
};

/** The follows of all readers. Every call is one transaction, but for the counts of a list. */
export interface FollowStore {
  /** The last created first. */
  listFollows(reader: string): Promise<readonly Follow[]>;
  readFollow(follow: FollowName): Promise<Follow | undefined>;
  /** The papers stored until now do not match. Throws `too_large` for one follow too many of a reader. */
  addFollow(follow: AddedFollow): Promise<StoredFollow>;
  /** Resumed after a pause, a follow begins anew: papers stored until then do not match. */
  changeFollow(number: number, change: StoredChange): Promise<StoredFollow | undefined>;
  /** Removes its matches, too. Returns its number. */
  removeFollow(follow: FollowName): Promise<number | undefined>;
  findStored(follow: FollowName): Promise<StoredFollow | undefined>;
  /** Of all readers, by number; only the sources in much less time than all. */
  listStored(list?: { readonly onlySources?: boolean }): Promise<readonly StoredFollow[]>;
}
