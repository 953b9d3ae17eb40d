import { hashToken } from "../../../../domain/delivery/hash-token.js";
import { deletedReason } from "../../../../domain/delivery/parcel-rules.js";
import type { DigestStore, StoredDigest } from "../../../../ports/desk/digest-store.js";
import type { Transaction } from "../../transact.js";
import type { DeskParts } from "../desk-parts.js";
import { type Change, openOwners } from "./owners.js";
import { openParcels } from "./parcels.js";
import { changeParcel, dropPayload } from "./write-parcels.js";

export function createRedisDigestStore(parts: DeskParts): DigestStore {
  const parcels = openParcels(parts);
  const forgetMails = async (tx: Transaction, digest: string) => {
    const target = { tx, keys: parcels.keys };
    for (const parcel of await parcels.readOf(digest, -1)) {
      if (parcel.state === "sent") continue;
      changeParcel(target, parcel, { ...parcel, state: "failed", reason: deletedReason });
      dropPayload(target, parcel);
    }
  };
  const digests = openOwners<StoredDigest>(parts, "digests", async (tx, change) => {
    writeTokens(tx, digests.keys, change);
    if (!change.after && change.before) await forgetMails(tx, change.before.id);
  });
  const { keys } = digests;
  const find = async (key: string, hash: string) => {
    const id = await parts.connection.ask((redis) => redis.hget(key, hash));
    return id === null ? undefined : digests.read(id);
  };
  return {
    listDigests: digests.list,
    readDigest: digests.read,
    saveDigest: digests.save,
    deleteDigest: digests.remove,
    findConfirmation: (hash) => find(keys.confirmations, hash),
    findUnsubscribe: (token) => find(keys.unsubscribes, hashToken(token)),
  };
}

type TokenKeys = Readonly<Record<"confirmations" | "unsubscribes", string>>;

function writeTokens(tx: Transaction, keys: TokenKeys, { before, after }: Change<StoredDigest>): void {
  if (before?.confirmation) tx.write("HDEL", keys.confirmations, before.confirmation.hash);
  if (before) tx.write("HDEL", keys.unsubscribes, hashToken(before.unsubscribeToken));
  if (after?.confirmation) tx.write("HSET", keys.confirmations, after.confirmation.hash, after.id);
  if (after) tx.write("HSET", keys.unsubscribes, hashToken(after.unsubscribeToken), after.id);
}
