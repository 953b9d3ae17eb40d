import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedisDigestStore } from "../../../src/adapters/redis/desk/delivery/digest-store.js";
import { createRedisOutbox } from "../../../src/adapters/redis/desk/delivery/outbox.js";
import { createRedisWebhookStore } from "../../../src/adapters/redis/desk/delivery/webhook-store.js";
import type { Outbox } from "../../../src/ports/desk/outbox.js";
import type { DeliveryPorts } from "../../../src/services/desk/delivery/delivery-ports.js";
import { prepareDigest } from "../../../src/services/desk/digests/prepare-digest.js";
import { fillWebhooks } from "../../../src/services/desk/webhooks/fill-webhooks.js";
import { makeDigest, makeWebhook } from "../../support/delivery/delivery-stores.js";
import { createFakeMatches } from "../../support/delivery/fake-matches.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openDeskParts } from "../../support/redis-desk.js";
import { redisMissing } from "../../support/start-redis.js";

/* Several processes that deliver the same matches, over one Redis. */
describe.skipIf(redisMissing)("processes that deliver", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  const openShared = () => {
    const prefix = redis.nextPrefix();
    const matches = createFakeMatches("ada");
    let papers = 0;
    const add = (count: number) =>
      matches.add(...Array.from({ length: count }, () => ({ paper: { id: `p${(papers += 1)}` } })));
    /** One process; `beforeAdd` runs once, after it has read what is new. */
    const open = async (beforeAdd?: () => Promise<unknown>) => {
      const parts = await openDeskParts(redis, prefix);
      const kept = createRedisOutbox(parts);
      let pause = beforeAdd;
      const outbox: Outbox = {
        ...kept,
        async add(parcel) {
          const meanwhile = pause;
          pause = undefined;
          await meanwhile?.();
          return kept.add(parcel);
        },
      };
      const digests = createRedisDigestStore(parts);
      const webhooks = createRedisWebhookStore(parts);
      const rest = { publicUrl: "https://papers.example.org/", clock: () => new Date(0), wake: () => {} };
      const ports = { digests, webhooks, outbox, matches: matches.source, ...rest } as DeliveryPorts;
      return { ports, outbox: kept, digests, webhooks };
    };
    return { add, open };
  };

  it("tell a webhook of each match once, though they see different pages", async () => {
    const { add, open } = openShared();
    const quick = await open();
    await quick.webhooks.saveWebhook(makeWebhook({ url: "https://example.org/", lastMatch: 0 }));
    add(3);
    const slow = await open(async () => {
      add(2);
      await fillWebhooks(quick.ports);
    });
    await fillWebhooks(slow.ports);
    add(1);
    await fillWebhooks(slow.ports);
    await fillWebhooks(quick.ports);
    const sent = await quick.outbox.list("webhook-1", 10);
    expect(sent.map(({ count }) => count).toReversed()).toEqual([5, 1]);
    expect(await slow.webhooks.readWebhook("webhook-1")).toMatchObject({ lastMatch: 6 });
  });

  it("tell of each match in one mail, though a digest is due again before the first is written", async () => {
    const { add, open } = openShared();
    const quick = await open();
    await quick.digests.saveDigest(makeDigest());
    add(3);
    const due = (minute: number) => ({ id: "digest:digest-1", at: new Date(minute * 60_000) });
    const slow = await open(() => prepareDigest(quick.ports, due(1)));
    await prepareDigest(slow.ports, due(0));
    expect(await quick.outbox.list("digest-1", 10)).toMatchObject([{ count: 3 }]);
    add(5);
    await prepareDigest(slow.ports, due(2));
    expect(await quick.outbox.list("digest-1", 10)).toMatchObject([{ count: 5 }, { count: 3 }]);
  });
});
