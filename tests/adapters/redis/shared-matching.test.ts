import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createRedisTurns } from "../../../src/adapters/redis/turns.js";
import type { Watch } from "../../../src/domain/follows/watch.js";
import type { StoredFollow } from "../../../src/ports/desk/follow-store.js";
import { createKeepMatching, type KeepMatchingDeps } from "../../../src/services/desk/follows/keep-matching.js";
import { type FollowStores, keepNew, listInbox, makeFollow } from "../../support/follow-stores.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openRedisFollows, type RedisFollowStores } from "../../support/redis-follow-stores.js";
import { redisMissing } from "../../support/start-redis.js";

/* Several processes that match what they share, over one Redis. */

/** Every paper after it fits a watch. */
function createGreedyMatcher() {
  const watches = new Map<number, Watch>();
  const matcher: KeepMatchingDeps["matcher"] = {
    get size() {
      return watches.size;
    },
    after: 0,
    put: async (added) => added.forEach((watch) => watches.set(watch.id, watch)),
    remove: async (ids) => ids.forEach((id) => watches.delete(id)),
    match: async (papers) =>
      papers.flatMap(({ ordinal }) =>
        [...watches.values()]
          .filter(({ after }) => ordinal > after)
          .map(({ id: follow }) => ({ follow, ordinal, score: 0.5, matchedBy: "both" as const })),
      ),
  };
  return { watches, matcher };
}

describe.skipIf(redisMissing)("processes that match what is followed", () => {
  let redis: OpenRedis;
  let stores: RedisFollowStores;
  let prefix: string;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());
  beforeEach(async () => {
    prefix = redis.nextPrefix();
    stores = await openRedisFollows(await redis.connect(), prefix);
    onTestFinished(() => stores.store.close());
  });

  /** One more process, whose parts a test may slow down. */
  const openProcess = async (changed: Partial<KeepMatchingDeps> = {}) => {
    const connection = await redis.connect();
    const shared = stores.openOther(connection);
    const { changes, papers } = stores.store;
    const { watches, matcher } = createGreedyMatcher();
    const prepareWatch = async ({
      number: id,
      after,
      read: { limits },
    }: Pick<StoredFollow, "number" | "after" | "read">) => ({
      watch: { id, after, limits, least: 0.5 },
    });
    const matching = createKeepMatching({
      ...shared,
      matchStore: shared.matches,
      matcher,
      prepareWatch,
      collections: { readCollection: async () => undefined },
      changes,
      papers,
      readTextChange: () => changes.readLastChange(),
      readVectorChange: async () => 0,
      groups: { groupOf: () => undefined },
      turns: createRedisTurns({ connection, prefix, leaseMs: 1_000 }),
      fingerprint: "model",
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      ...changed,
    });
    return { ...shared, watches, matching };
  };
  const list = () => listInbox(stores);

  it("match with what was followed elsewhere, before it holds anything and after", async () => {
    const [one, other] = [await openProcess(), await openProcess()];
    await other.matching.sync();
    await one.follows.addFollow(makeFollow());
    await one.matching.sync();
    await keepNew(stores, ["a"]);
    await other.matching.sync();
    expect(await list()).toEqual(["a*"]);
    await one.follows.addFollow(makeFollow({ reader: "bo" }));
    await keepNew(stores, ["b"]);
    await other.matching.sync();
    expect([await list(), await listInbox(stores, "bo")]).toEqual([["b*", "a*"], ["b*"]]);
  });

  it("drop what was removed elsewhere, and pause what was paused", async () => {
    const [one, other] = [await openProcess(), await openProcess()];
    const [kept, paused, removed] = await Promise.all([1, 2, 3].map(() => one.follows.addFollow(makeFollow())));
    await other.matching.sync();
    expect(other.watches.size).toBe(3);
    await one.follows.removeFollow(removed!);
    await one.follows.changeFollow(paused!.number, { patch: { isPaused: true } });
    await other.matching.sync();
    expect([...other.watches.keys()]).toEqual([kept!.number]);
  });

  it("do not place again what is removed while it is prepared", async () => {
    const follow = await stores.follows.addFollow(makeFollow());
    const { watches, matching } = await openProcess({
      async prepareWatch({ number: id, after, read: { limits } }) {
        await stores.follows.removeFollow(follow);
        return { watch: { id, after, limits, least: 0.5 } };
      },
    });
    await matching.sync();
    expect([...watches]).toEqual([]);
  });

  it("lose no match of a follow that is added while another process matches", async () => {
    const one = await openProcess();
    await one.follows.addFollow(makeFollow({ reader: "first" }));
    await keepNew(stores, ["a"]);
    const { changes } = stores.store;
    let isAdded = false;
    const other = await openProcess({
      // Followed after this process has come to its turn, and before it looks what there is to match.
      async readTextChange() {
        if (!isAdded) {
          isAdded = true;
          await one.follows.addFollow(makeFollow());
          await keepNew(stores, ["b", "c"]);
        }
        return changes.readLastChange();
      },
    });
    await other.matching.sync();
    await one.matching.sync();
    expect(await list()).toEqual(["c*", "b*"]);
  });

  it("wait for the one that has the turn, and match each paper once", async () => {
    await stores.follows.addFollow(makeFollow());
    const processes = await Promise.all([1, 2, 3].map(() => openProcess()));
    for (let round = 0; round < 5; round += 1) {
      await keepNew(
        stores,
        Array.from({ length: 40 }, (_, at) => `p${round}-${at}`),
      );
      const counts = await Promise.all(
        processes.map(async ({ matching }) => {
          await matching.sync();
          return (await list()).length;
        }),
      );
      expect(counts).toEqual(processes.map(() => 40 * (round + 1)));
    }
    expect(await stores.matches.readLast()).toBe(200);
  });

  it("go on where one ended in its turn", async () => {
    await stores.follows.addFollow(makeFollow());
    await keepNew(stores, ["a"]);
    const dead: Omit<FollowStores, "store">["matches"] = {
      ...stores.matches,
      recordStep: () => Promise.reject(new Error("it died")),
    };
    const one = await openProcess({ matchStore: dead });
    const other = await openProcess();
    const died = one.matching.sync();
    await Promise.all([expect(died).rejects.toThrow("it died"), wait(1).then(() => other.matching.sync())]);
    expect(await list()).toEqual(["a*"]);
  });
});
