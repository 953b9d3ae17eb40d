import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentMs } from "../../../src/adapters/redis/desk/delivery/claim-parcel.js";
import { createRedisDigestStore } from "../../../src/adapters/redis/desk/delivery/digest-store.js";
import { createRedisFeedStore } from "../../../src/adapters/redis/desk/delivery/feed-store.js";
import { createRedisOutbox } from "../../../src/adapters/redis/desk/delivery/outbox.js";
import { createRedisWebhookStore } from "../../../src/adapters/redis/desk/delivery/webhook-store.js";
import type { NewParcel, ParcelKind } from "../../../src/ports/desk/outbox.js";
import { describeDigestStore } from "../../contracts/digest-store.contract.js";
import { describeFeedStore } from "../../contracts/feed-store.contract.js";
import { describeOutbox } from "../../contracts/outbox.contract.js";
import { describeWebhookStore } from "../../contracts/webhook-store.contract.js";
import { makeWebhook } from "../../support/delivery/delivery-stores.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openDeskParts } from "../../support/redis-desk.js";
import { redisMissing } from "../../support/start-redis.js";

describe.skipIf(redisMissing)("Redis", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  async function openStores(prefix = redis.nextPrefix()) {
    const parts = await openDeskParts(redis, prefix);
    return {
      digests: createRedisDigestStore(parts),
      feeds: createRedisFeedStore(parts),
      outbox: createRedisOutbox(parts),
      webhooks: createRedisWebhookStore(parts),
      openOutbox: () => createRedisOutbox(parts),
      silentMs,
      setTime: parts.setTime,
      close: async () => parts.connection.close(),
    };
  }
  const open = () => openStores();
  describeDigestStore("digests in Redis", open);
  describeFeedStore("feeds in Redis", open);
  describeOutbox("the outbox in Redis", open);
  describeWebhookStore("webhooks in Redis", open);

  describe("an outbox of several processes", () => {
    const openProcesses = async (count: number) => {
      const prefix = redis.nextPrefix();
      return Promise.all(Array.from({ length: count }, () => openStores(prefix)));
    };
    const kinds: readonly ParcelKind[] = ["confirm", "digest", "test", "call"];
    const makeParcel = (id: string, changes: Partial<NewParcel> = {}): NewParcel => {
      const owner = { owner: "webhook-1", reader: "ada", address: "example.org" };
      return { id, kind: "call", ...owner, payload: `payload ${id}`, count: 1, ...changes };
    };
    const claim = ({ outbox }: Awaited<ReturnType<typeof open>>, busy: readonly string[] = []) =>
      outbox.claim(new Date(0), { kinds, busy });

    it("gives each parcel to one of them", async () => {
      const processes = await openProcesses(8);
      const ids = Array.from({ length: 24 }, (_, at) => `parcel-${String(at).padStart(2, "0")}`);
      for (const [at, id] of ids.entries())
        await processes[0]!.outbox.add(makeParcel(id, { owner: `owner-${at % 5}` }));
      const claimed = await Promise.all(
        processes.map(async (stores) => {
          const mine: string[] = [];
          for (let one = await claim(stores); one; one = await claim(stores)) mine.push(one.id);
          return mine;
        }),
      );
      expect(claimed.flat().toSorted()).toEqual(ids);
    });

    it("adds one parcel of a key, and moves what was told no further than what it has", async () => {
      const processes = await openProcesses(8);
      await processes[0]!.webhooks.saveWebhook(makeWebhook({ lastMatch: 3 }));
      const added = await Promise.all(
        processes.map(({ outbox }, at) =>
          outbox.add(makeParcel(`p${at}`, { key: "match-9", tells: { after: 3, upTo: 9 + at } })),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      const [listed] = await processes[1]!.outbox.list("webhook-1", 10);
      expect(listed?.id).toBe(`p${added.indexOf(true)}`);
      expect(await processes[1]!.webhooks.readWebhook("webhook-1")).toMatchObject({
        lastMatch: 9 + added.indexOf(true),
      });
    });

    it("leaves alone what another one is sending, until that one has been silent", async () => {
      const [one, other] = (await openProcesses(2)) as [
        Awaited<ReturnType<typeof open>>,
        Awaited<ReturnType<typeof open>>,
      ];
      await one.outbox.add(makeParcel("mail", { kind: "digest", owner: "digest-1" }));
      await one.outbox.add(makeParcel("call"));
      expect([(await claim(one))?.id, (await claim(one))?.id]).toEqual(["mail", "call"]);
      expect(await other.outbox.settleInterrupted()).toBe(0);
      expect(await claim(other)).toBeUndefined();
      one.setTime(60_000);
      await one.outbox.settleInterrupted();
      other.setTime(silentMs);
      expect(await other.outbox.settleInterrupted()).toBe(0);
      expect(await claim(other)).toBeUndefined();
      const silentAt = 60_000 + silentMs;
      other.setTime(silentAt);
      expect(await other.outbox.settleInterrupted()).toBe(1);
      const again = await other.outbox.claim(new Date(silentAt), { kinds, busy: [] });
      expect(again).toMatchObject({ id: "call", attempts: 2 });
      expect(await other.outbox.list("digest-1", 1)).toMatchObject([{ id: "mail", state: "unknown" }]);
      // What the first one says late is not about the attempt of the other.
      await one.outbox.settle("call", { state: "failed", reason: "late" });
      await other.outbox.settle("call", { state: "sent" });
      expect(await other.outbox.list("webhook-1", 1)).toMatchObject([{ id: "call", state: "sent" }]);
    });

    it("finds what can be sent behind much that waits for a busy address", async () => {
      const [stores] = (await openProcesses(1)) as [Awaited<ReturnType<typeof open>>];
      for (let at = 0; at < 450; at += 1) await stores.outbox.add(makeParcel(`slow-${at}`));
      await stores.outbox.add(makeParcel("quick", { address: "quick.example", owner: "webhook-2" }));
      expect(await claim(stores, ["example.org"])).toMatchObject({ id: "quick" });
      await stores.webhooks.saveWebhook(makeWebhook({ state: "paused" }));
      expect(await claim(stores)).toBeUndefined();
      await stores.webhooks.deleteWebhook("webhook-1");
      expect(await stores.outbox.list("webhook-1", 10)).toEqual([]);
      expect(await stores.outbox.count("call", new Date(-1), { owner: "webhook-1" })).toBe(0);
      expect(await stores.outbox.count("call", new Date(-1), { reader: "ada", address: "quick.example" })).toBe(1);
    });
  });
});
