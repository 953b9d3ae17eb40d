export type DeliveryKeys = ReturnType<typeof nameDeliveryKeys>;

/** By what parcels are counted. */
export const countedBy = ["owner", "reader", "address"] as const;
export type CountedBy = (typeof countedBy)[number];

/** The keys of what is delivered. An owner is a digest or a webhook. */
export function nameDeliveryKeys(prefix: string) {
  const desk = `${prefix}:desk`;
  return {
    /** The scope of a reader's feeds. */
    feedScope: (reader: string) => `${desk}:feeds-version:${reader}`,
    /** Hash of a reader: follow, or nothing for the inbox → feed. */
    feeds: (reader: string) => `${desk}:feeds:${reader}`,
    /** Hash: hash of a token → reader and follow. */
    feedTokens: `${desk}:feed-tokens`,
    /** The scope of an owner and its parcels. */
    scope: (owner: string) => `${desk}:owner-version:${owner}`,
    /** Hash: id → owner, without how far it has told. */
    owners: (kind: OwnerKind) => `${desk}:${kind}`,
    /** Set of a reader: ids. */
    ownersOf: (kind: OwnerKind, reader: string) => `${desk}:${kind}-of:${reader}`,
    /** Hash: owner → number of the last match that it has told. */
    told: `${desk}:told`,
    /** Hash: hash of a token → digest. */
    confirmations: `${desk}:digest-confirmations`,
    unsubscribes: `${desk}:digest-unsubscribes`,
    /** The number of the last parcel. */
    number: `${desk}:parcel-number`,
    /** Hash: id → parcel, without what is sent. */
    parcels: `${desk}:parcels`,
    /** Hash: id → what is sent, as long as it may be. */
    payloads: `${desk}:payloads`,
    /** Hash: owner and key → id. */
    parcelKeys: `${desk}:parcel-keys`,
    /** Sorted set of an owner: its parcels by number. */
    parcelsOf: (owner: string) => `${desk}:parcels-of:${owner}`,
    /** Sorted set: what waits, by the time when it is due. Mails do not wait behind calls. */
    waiting: (lane: "mail" | "call") => `${desk}:waiting-${lane}s`,
    /** Sorted set: what is being sent, by the time from which its sender is taken for dead. */
    sending: `${desk}:sending`,
    /** Sorted set: what does not wait, by the time when it was added. */
    done: `${desk}:done`,
    /** Sorted set: parcels of a kind, of one owner, reader or address, by the time when they were added. */
    added: (kind: string, by?: CountedBy, name = "") => `${desk}:added:${kind}:${by ?? "all"}:${name}`,
  };
}

export type OwnerKind = "digests" | "webhooks";
