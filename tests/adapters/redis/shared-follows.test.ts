import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { RedisConnection } from "../../../src/adapters/redis/connect.js";
import { noteRemoval } from "../../../src/adapters/redis/desk/follows/removals.js";
import type { StoredFollow } from "../../../src/ports/desk/follow-store.js";
import {
  type FollowStores,
  keepNew,
  listInbox,
  listMatches,
  makeFollow,
  makeMatch,
} from "../../support/follow-stores.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openRedisFollows, type RedisFollowStores } from "../../support/redis-follow-stores.js";
import { redisMissing } from "../../support/start-redis.js";

/* Several processes with what is followed, over one Redis. */

/** A connection that counts. */
function countTrips(connection: RedisConnection) {
  const counts = { trips: 0, values: 0 };
  const counting: RedisConnection = {
    ...connection,
    ask(question) {
      counts.trips += 1;
      return connection.ask(question);
    },
    pipe(commands) {
      counts.trips += 1;
      for (const [name, ...words] of commands) if (name === "mget") counts.values += words.length;
      return connection.pipe(commands);
    },
  };
  return { counting, counts };
}

describe.skipIf(redisMissing)("processes that share what is followed", () => {
  let redis: OpenRedis;
  let connection: RedisConnection;
  let stores: RedisFollowStores;
  let other: Omit<FollowStores, "store">;
  beforeAll(async () => {
    redis = await openRedis();
    connection = await redis.connect();
  });
  afterAll(() => redis.close());
  beforeEach(async () => {
    stores = await openRedisFollows(connection, redis.nextPrefix());
    onTestFinished(() => stores.store.close());
    other = stores.openOther(await redis.connect());
  });

  const addFollows = (count: number, reader = "ada") =>
    Promise.all(
      Array.from({ length: count }, (_, at) => stores.follows.addFollow(makeFollow({ reader, name: `${at}` }))),
    );
  const keepMany = (count: number) =>
    keepNew(
      stores,
      Array.from({ length: count }, (_, at) => `p${at}`),
    );
  const matchAll = (follows: readonly StoredFollow[], ordinals: readonly number[]) =>
    ordinals.flatMap((ordinal) => follows.map((follow) => makeMatch(follow, ordinal)));

  it("record the same step at once, and each match is there once", async () => {
    const follows = [...(await addFollows(5)), ...(await addFollows(5, "bo"))];
    const ordinals = await keepMany(40);
    const steps = [ordinals.slice(0, 20), ordinals.slice(10, 30), ordinals.slice(20)].map((part, at) => ({
      found: matchAll(follows, part),
      groups: [{ ordinal: part[0]!, members: part.slice(0, 2) }],
      passed: { kind: "text" as const, lastChange: 10 * (at + 1) },
    }));
    for (const step of steps) await Promise.all([stores, other].map(({ matches }) => matches.recordStep(step)));
    const own = await listMatches(stores);
    expect(new Set(own.map(({ follow, ordinal }) => `${follow.number} ${ordinal}`)).size).toBe(own.length);
    const numbers = [...own, ...(await listMatches(stores, "bo"))]
      .map(({ number }) => number)
      .toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 400 }, (_, at) => at + 1));
    expect([await other.matches.readLast(), await other.matches.readMatched("text")]).toEqual([400, 30]);
    for (const { matches } of await other.follows.listFollows("ada")) expect(matches).toBe(37);
    // One that is late does not lead the others back.
    await other.matches.recordStep(steps[0]!);
    expect([await stores.matches.readLast(), await stores.matches.readMatched("text")]).toEqual([400, 30]);
  });

  it("give out ascending numbers, each once, whichever records", async () => {
    const [follow] = await addFollows(1);
    const ordinals = await keepMany(60);
    const heard: number[] = [];
    const listen = async () => {
      const query = { reader: "ada", each: "match", order: "oldest", limit: 100 } as const;
      const found = await other.matches.listFound({ ...query, after: heard.at(-1) ?? 0 });
      heard.push(...found.map(({ number }) => number));
    };
    const record = ({ matches }: typeof other, part: readonly number[]) =>
      part.reduce<Promise<void>>(async (before, ordinal) => {
        await before;
        await matches.recordStep({ found: [makeMatch(follow!, ordinal)], groups: [] });
      }, Promise.resolve());
    let isRecording = true;
    const listening = (async () => {
      while (isRecording) await listen();
    })();
    await Promise.all([record(stores, ordinals.slice(0, 30)), record(other, ordinals.slice(30))]);
    isRecording = false;
    await listening;
    await listen();
    expect(heard).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
  });

  it("mark as seen and dismiss while matches are recorded, and lose nothing", async () => {
    const [follow] = await addFollows(1);
    const ordinals = await keepMany(80);
    const [known, coming] = [ordinals.slice(0, 40), ordinals.slice(40)];
    await stores.matches.recordStep({ found: matchAll([follow!], known), groups: [] });
    const steps = coming.map(
      (ordinal) => () => stores.matches.recordStep({ found: [makeMatch(follow!, ordinal)], groups: [] }),
    );
    const marks = Array.from({ length: 40 }, (_, at) => async () => {
      const which = { ids: [`p${at}`] };
      if (at % 2 === 0) return void (await other.matches.markSeen("ada", { ...which, isSeen: true }));
      await other.dismissals.dismiss("ada", { ...which, isDismissed: true });
    });
    const inOrder = async (tasks: readonly (() => Promise<void>)[]) => {
      for (const task of tasks) await task();
    };
    await Promise.all([inOrder(steps), inOrder(marks)]);
    const expected = [
      ...Array.from({ length: 40 }, (_, at) => `p${79 - at}*`),
      ...Array.from({ length: 20 }, (_, at) => `p${38 - 2 * at}`),
    ];
    expect(await listInbox(stores)).toEqual(expected);
    expect(await other.follows.readFollow(follow!)).toMatchObject({ matches: 60, new: 40 });
    expect(await other.dismissals.listOfFollow(follow!.number, 100)).toHaveLength(20);
  });

  it("settle what a process left that died while it removed a paper", async () => {
    const [follow] = await addFollows(1);
    const [a, b] = (await keepNew(stores, ["a", "b"])) as [number, number];
    await stores.matches.recordStep({ found: matchAll([follow!], [a, b]), groups: [] });
    await noteRemoval(stores.context, { id: "a", ordinal: a });
    await noteRemoval(stores.context, { id: "b", ordinal: b });
    await stores.removeUnnoticed("a");
    await other.matches.recordStep({ found: [], groups: [] });
    expect(await listInbox(stores)).toEqual(["b*"]);
    expect(await stores.follows.readFollow(follow!)).toMatchObject({ matches: 1 });
    // The note of a paper that stays is dropped in the end.
    stores.store.setTime(10 * 3_600_000);
    await other.matches.recordStep({ found: [], groups: [] });
    expect(await connection.pipe([["hlen", stores.context.keys.removing]])).toEqual([0]);
    expect(await listInbox(stores)).toEqual(["b*"]);
  });

  it("let a paper that came again unnoticed take its place when it matches", async () => {
    const [follow] = await addFollows(1);
    const [a] = (await keepNew(stores, ["a"])) as [number];
    await stores.matches.recordStep({ found: matchAll([follow!], [a]), groups: [] });
    await stores.matches.markSeen("ada", { ids: ["a"], isSeen: true });
    await stores.store.papers.removePaper("a");
    const again = await stores.keepUnnoticed("a");
    expect(await listInbox(stores)).toEqual([]);
    await other.matches.recordStep({ found: matchAll([follow!], [again]), groups: [] });
    expect(await listInbox(stores)).toEqual(["a"]);
    expect(await stores.matches.readLast()).toBe(1);
  });

  it("ask Redis as often for thousands of matches as for one, and read only the works of a page", async () => {
    const follows = await addFollows(30);
    const ordinals = await keepMany(164);
    const { counting, counts } = countTrips(await redis.connect());
    const counted = stores.openOther(counting);
    const countStep = async (found: ReturnType<typeof matchAll>) => {
      counts.trips = 0;
      await counted.matches.recordStep({ found, groups: [] });
      return counts.trips;
    };
    const single = await countStep(matchAll(follows.slice(0, 1), ordinals.slice(0, 1)));
    expect(single).toBeLessThanOrEqual(9);
    expect(await countStep(matchAll(follows, ordinals.slice(0, 64)))).toBe(single);
    await counted.matches.recordStep({ found: matchAll(follows.slice(0, 10), ordinals.slice(64)), groups: [] });
    const countValues = async (task: () => Promise<unknown>) => {
      counts.values = 0;
      await task();
      return counts.values;
    };
    const page = { reader: "ada", onlyNew: false, limit: 20 } as const;
    const found = { reader: "ada", each: "match", order: "newest", limit: 20 } as const;
    const values = [
      await countValues(() => counted.matches.listInbox(page)),
      await countValues(() => counted.matches.listInbox({ ...page, follow: follows[0]!.number })),
      await countValues(() => counted.matches.listFound(found)),
      await countValues(() => counted.matches.listFound({ ...found, follows: [follows[0]!.id] })),
    ];
    // Of six values with 164 works; two more are versions of scopes.
    expect(Math.max(...values)).toBeLessThanOrEqual(4);
  });

  it("say what to do while Redis is down", async () => {
    const gone = await openRedis();
    const lost = await openRedisFollows(await gone.connect(), gone.nextPrefix());
    onTestFinished(() => lost.store.close());
    await lost.follows.addFollow(makeFollow());
    await gone.server.stop();
    const advice = { code: "unavailable", message: expect.stringContaining("REDIS_URL") };
    await expect(lost.follows.listFollows("ada")).rejects.toMatchObject(advice);
    await expect(lost.matches.recordStep({ found: [], groups: [] })).rejects.toMatchObject(advice);
    await expect(lost.matches.listInbox({ reader: "ada", onlyNew: false, limit: 1 })).rejects.toMatchObject(advice);
    await gone.close();
  });
});
