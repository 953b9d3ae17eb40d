import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CreateDeliveryStores, DeliveryStores } from "../support/delivery/delivery-stores.js";

export function describeFeedStore(name: string, create: CreateDeliveryStores): void {
  describe(name, () => {
    let stores: DeliveryStores;
    beforeEach(async () => {
      stores = await create();
      stores.setTime(1_000);
    });
    afterEach(() => stores.close());

    it("has a feed of the inbox and one of each follow, for each reader, found by its token", async () => {
      const { feeds } = stores;
      const inbox = await feeds.putFeed({ reader: "ada", token: "token-1" });
      const one = await feeds.putFeed({ reader: "ada", follow: "one", token: "token-2" });
      const theirs = await feeds.putFeed({ reader: "bo", follow: "one", token: "token-3" });
      expect(inbox).toEqual({ reader: "ada", token: "token-1", createdAt: new Date(1_000) });
      expect(one).toEqual({ reader: "ada", follow: "one", token: "token-2", createdAt: new Date(1_000) });
      expect(await feeds.listFeeds("ada")).toEqual([inbox, one]);
      expect(await feeds.listFeeds("nobody")).toEqual([]);
      expect(await Promise.all(["token-1", "token-3", "token", ""].map((token) => feeds.findFeed(token)))).toEqual([
        inbox,
        theirs,
        undefined,
        undefined,
      ]);
    });

    it("gives a feed a new token, keeps when it was made, and forgets the old token", async () => {
      const { feeds } = stores;
      await feeds.putFeed({ reader: "ada", token: "token-1" });
      stores.setTime(2_000);
      const renewed = await feeds.putFeed({ reader: "ada", token: "token-2" });
      expect(renewed).toEqual({ reader: "ada", token: "token-2", createdAt: new Date(1_000) });
      expect(await feeds.findFeed("token-1")).toBeUndefined();
      expect(await feeds.listFeeds("ada")).toEqual([renewed]);
    });

    it("is removed by its reader only", async () => {
      const { feeds } = stores;
      await feeds.putFeed({ reader: "ada", token: "token-1" });
      expect(await feeds.removeFeed("bo", "token-1")).toBe(false);
      expect(await feeds.findFeed("token-1")).toBeDefined();
      expect(await feeds.removeFeed("ada", "token-1")).toBe(true);
      expect(await feeds.removeFeed("ada", "token-1")).toBe(false);
      expect(await feeds.findFeed("token-1")).toBeUndefined();
    });
  });
}
