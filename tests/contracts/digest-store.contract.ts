import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CreateDeliveryStores, type DeliveryStores, makeDigest } from "../support/delivery/delivery-stores.js";

export function describeDigestStore(name: string, create: CreateDeliveryStores): void {
  describe(name, () => {
    let stores: DeliveryStores;
    beforeEach(async () => {
      stores = await create();
      stores.setTime(1_000);
    });
    afterEach(() => stores.close());

    it("keeps all of a digest, with and without what may be absent", async () => {
      const { digests } = stores;
      const confirmation = { hash: "hash-1", until: new Date(9_000) };
      const full = makeDigest({ follows: ["one", "two"], confirmation, state: "unconfirmed", lastMatch: 4 });
      await digests.saveDigest(full);
      expect(await digests.readDigest("digest-1")).toEqual(full);
      const bare = makeDigest({ lastMatch: 4 });
      await digests.saveDigest(bare);
      expect(await digests.readDigest("digest-1")).toEqual(bare);
      expect(await digests.readDigest("digest-2")).toBeUndefined();
    });

    it("does not set back how far a digest has told", async () => {
      const { digests, outbox } = stores;
      await digests.saveDigest(makeDigest({ lastMatch: 2 }));
      const parcel = { id: "a", kind: "digest" as const, owner: "digest-1", reader: "ada", address: "ada@example.com" };
      await outbox.add({ ...parcel, payload: "{}", count: 1, tells: { after: 2, upTo: 8 } });
      await digests.saveDigest(makeDigest({ lastMatch: 2, state: "paused" }));
      expect(await digests.readDigest("digest-1")).toMatchObject({ lastMatch: 8, state: "paused" });
    });

    it("lists those of a reader, and all, the oldest first", async () => {
      const { digests } = stores;
      const add = (id: string, ms: number, reader = "ada") =>
        digests.saveDigest(makeDigest({ id, reader, createdAt: new Date(ms), unsubscribeToken: `unsubscribe-${id}` }));
      await add("late", 3_000);
      await add("early", 1_000);
      await add("theirs", 2_000, "bo");
      const list = async (reader?: string) => (await digests.listDigests(reader)).map(({ id }) => id);
      expect(await list("ada")).toEqual(["early", "late"]);
      expect(await list()).toEqual(["early", "theirs", "late"]);
    });

    it("is found by its tokens, the last ones only", async () => {
      const { digests } = stores;
      const confirmation = { hash: "hash-1", until: new Date(9_000) };
      await digests.saveDigest(makeDigest({ confirmation }));
      const find = async (hash: string, token: string) => [
        (await digests.findConfirmation(hash))?.id,
        (await digests.findUnsubscribe(token))?.id,
      ];
      expect(await find("hash-1", "unsubscribe-1")).toEqual(["digest-1", "digest-1"]);
      await digests.saveDigest(makeDigest({ unsubscribeToken: "unsubscribe-2" }));
      expect(await find("hash-1", "unsubscribe-1")).toEqual([undefined, undefined]);
      expect(await find("", "unsubscribe-2")).toEqual([undefined, "digest-1"]);
    });

    it("goes with its mails, which still count", async () => {
      const { digests, outbox } = stores;
      await digests.saveDigest(makeDigest());
      const parcel = { kind: "confirm" as const, owner: "digest-1", reader: "ada", address: "ada@example.com" };
      await outbox.add({ ...parcel, id: "a", payload: "{}", count: 0 });
      await digests.deleteDigest("digest-1");
      await digests.deleteDigest("digest-1");
      expect(await digests.listDigests()).toEqual([]);
      expect(await outbox.claim(new Date(1e12), { kinds: ["confirm"], busy: [] })).toBeUndefined();
      expect(await outbox.retry("digest-1", "a")).toBe(false);
      expect(await outbox.count("confirm", new Date(0), { address: "ada@example.com" })).toBe(1);
    });
  });
}
