import type { parcelStates } from "../../domain/digests/digest.js";

/** `call` is a POST of a webhook, the others are mails. */
export type ParcelKind = "confirm" | "digest" | "test" | "call";

export interface NewParcel {
  readonly id: string;
  readonly kind: ParcelKind;
  /** The digest or webhook that it belongs to. */
  readonly owner: string;
  readonly reader: string;
  /** The mail address, or the host. */
  readonly address: string;
  /** What is sent, as text. */
  readonly payload: string;
  /** Papers or matches in it. */
  readonly count: number;
  /** An owner has one parcel of a key: the due time of a digest. */
  readonly key?: string;
  /**
   * Of which matches it tells: those with a number above `after`, up to `upTo`. It is added only while `after` is the
   * owner's `lastMatch`, which becomes `upTo` in the same transaction; so no match is told of twice.
   */
  readonly tells?: { readonly after: number; readonly upTo: number };
}

export interface Parcel extends Omit<NewParcel, "key" | "tells" | "payload"> {
  readonly state: (typeof parcelStates)[number];
  /** Attempts that have begun. */
  readonly attempts: number;
  readonly nextAt: Date;
  readonly reason?: string;
  readonly createdAt: Date;
  readonly sentAt?: Date;
}

export type ClaimedParcel = Parcel & { readonly payload: string };

/** How an attempt ended. */
export type Settlement =
  | { readonly state: "sent" }
  | { readonly state: "waiting"; readonly reason: string; readonly nextAt: Date }
  | { readonly state: "failed" | "unknown"; readonly reason: string };

/** What a sender takes next. */
export interface Lane {
  readonly kinds: readonly ParcelKind[];
  /** Addresses to which something is being sent: what else goes there waits. */
  readonly busy: readonly string[];
}

/**
 * What is to be sent, and what became of it. A parcel is `waiting`, then `sending` from the moment that one process has
 * claimed it, and then what `settle` says. One that is found `sending` after a crash may have been sent.
 */
export interface Outbox {
  /**
   * Returns false, and changes nothing, if the owner has a parcel with this key, or another `lastMatch` than it tells
   * from. Forgets parcels of last month.
   */
  add(parcel: NewParcel): Promise<boolean>;
  /**
   * The parcel that has waited longest among those that are due, now `sending`: no other call gets it. Those of paused
   * webhooks are not due; those that would wait for more than a day are, because the clock was set back.
   */
  claim(now: Date, lane: Lane): Promise<ClaimedParcel | undefined>;
  settle(id: string, settlement: Settlement): Promise<void>;
  /**
   * For the start, and each minute from then on: what others were sending that have died: mails become `unknown`, calls
   * wait again. Returns the number of mails. A process that has not called this for minutes is taken for dead.
   */
  settleInterrupted(): Promise<number>;
  /** Newest first. */
  list(owner: string, limit: number): Promise<readonly Parcel[]>;
  /** A parcel that is `failed` or `unknown` waits again, with attempts from 0. Returns false for any other. */
  retry(owner: string, id: string): Promise<boolean>;
  /** How many parcels of a kind were added since then, by who or what they were for. */
  count(
    kind: ParcelKind,
    since: Date,
    by: { readonly [Field in "owner" | "reader" | "address"]?: string },
  ): Promise<number>;
}
