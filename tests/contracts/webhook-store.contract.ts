import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CreateDeliveryStores, type DeliveryStores, makeWebhook } from "../support/delivery/delivery-stores.js";

export function describeWebhookStore(name: string, create: CreateDeliveryStores): void {
  describe(name, () => {
    let stores: DeliveryStores;
    beforeEach(async () => {
      stores = await create();
    });
    afterEach(() => stores.close());
    const parcel = { kind: "call" as const, owner: "webhook-1", reader: "ada", address: "example.org", payload: "{}" };

    it("keeps all of a webhook, with and without what may be absent", async () => {
      const { webhooks } = stores;
      const oldSecret = { secret: "whsec_old", until: new Date(9_000) };
      const full = makeWebhook({ follows: ["one"], oldSecret, state: "paused", lastMatch: 4 });
      await webhooks.saveWebhook(full);
      expect(await webhooks.readWebhook("webhook-1")).toEqual(full);
      const bare = makeWebhook({ lastMatch: 4, url: "https://example.org/other" });
      await webhooks.saveWebhook(bare);
      expect(await webhooks.readWebhook("webhook-1")).toEqual(bare);
      expect(await webhooks.readWebhook("webhook-2")).toBeUndefined();
    });

    it("does not set back how far a webhook has told", async () => {
      const { webhooks, outbox } = stores;
      await webhooks.saveWebhook(makeWebhook({ lastMatch: 2 }));
      await outbox.add({ ...parcel, id: "a", count: 1, tells: { after: 2, upTo: 8 } });
      await webhooks.saveWebhook(makeWebhook({ lastMatch: 2, state: "paused" }));
      expect(await webhooks.readWebhook("webhook-1")).toMatchObject({ lastMatch: 8, state: "paused" });
    });

    it("lists those of a reader, and all, the oldest first", async () => {
      const { webhooks } = stores;
      const add = (id: string, ms: number, reader = "ada") =>
        webhooks.saveWebhook(makeWebhook({ id, reader, createdAt: new Date(ms) }));
      await add("late", 3_000);
      await add("early", 1_000);
      await add("theirs", 2_000, "bo");
      const list = async (reader?: string) => (await webhooks.listWebhooks(reader)).map(({ id }) => id);
      expect(await list("ada")).toEqual(["early", "late"]);
      expect(await list()).toEqual(["early", "theirs", "late"]);
    });

    it("goes with its deliveries, and no other's", async () => {
      const { webhooks, outbox } = stores;
      await webhooks.saveWebhook(makeWebhook());
      await outbox.add({ ...parcel, id: "a", count: 1 });
      await outbox.add({ ...parcel, id: "b", owner: "webhook-2", count: 1 });
      await webhooks.deleteWebhook("webhook-1");
      expect(await webhooks.readWebhook("webhook-1")).toBeUndefined();
      expect(await outbox.list("webhook-1", 10)).toEqual([]);
      expect(await outbox.list("webhook-2", 10)).toHaveLength(1);
    });
  });
}
