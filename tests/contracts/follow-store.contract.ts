import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followLimits } from "../../src/domain/follows/follow-limits.js";
import {
  type CreateFollowStores,
  type FollowStores,
  keepNew,
  listInbox,
  listMatches,
  makeFollow,
  makeMatch,
  recordFound,
} from "../support/follow-stores.js";

/** What readers follow. */
export function describeFollowStore(name: string, create: CreateFollowStores): void {
  describe(name, { timeout: 60_000 }, () => {
    let stores: FollowStores;
    beforeEach(async () => {
      stores = await create();
      stores.store.setTime(1_000);
    });
    afterEach(() => stores.store.close());

    it("lists the follows of a reader, the last created first, and of all readers by number", async () => {
      const { follows } = stores;
      const first = await follows.addFollow(makeFollow({ name: "one" }));
      const second = await follows.addFollow(makeFollow({ name: "two" }));
      const other = await follows.addFollow(makeFollow({ reader: "bo" }));
      expect((await follows.listFollows("ada")).map(({ name: called }) => called)).toEqual(["two", "one"]);
      expect(await follows.listStored()).toEqual([first, second, other]);
      expect(await follows.readFollow({ reader: "ada", id: first.id })).toEqual({
        kind: "question",
        query: "bees",
        id: first.id,
        name: "one",
        isPaused: false,
        matches: 0,
        new: 0,
        createdAt: new Date(1_000).toISOString(),
      });
    });

    it("keeps what was read, the vector of a question and the state of a source", async () => {
      const read = {
        limits: { condition: { kind: "name", field: "author", text: "Ada" } as const, filter: { yearFrom: 2024 } },
        ranks: { text: "bees", weight: 0.5 },
      };
      const vector = { vector: Float32Array.of(0.6, -0.8), fingerprint: "model" };
      const state = { nextRunAt: "2026-01-01T00:00:00.000Z", failures: 2, error: "down" };
      const added = await stores.follows.addFollow(makeFollow({ read, vector, state }));
      expect(added).toMatchObject({ read, vector, state });
      expect(await stores.follows.findStored(added)).toEqual(added);
      expect(await stores.follows.readFollow(added)).toMatchObject({ state });
    });

    it("lists the sources of all readers by themselves", async () => {
      const { follows } = stores;
      const spec = { kind: "source" as const, source: "arxiv:cat:cs.IR" };
      const state = { nextRunAt: "2026-01-01T00:00:00.000Z", failures: 0 };
      const first = await follows.addFollow(makeFollow({ spec, state }));
      await follows.addFollow(makeFollow());
      const other = await follows.addFollow(makeFollow({ reader: "bo", spec, state }));
      expect(await follows.listStored({ onlySources: true })).toEqual([first, other]);
    });

    it("hides follows from other readers, and does not remove them for those", async () => {
      const { follows } = stores;
      const { id, number } = await follows.addFollow(makeFollow());
      const foreign = { reader: "bo", id };
      expect(await follows.listFollows("bo")).toEqual([]);
      expect(await follows.readFollow(foreign)).toBeUndefined();
      expect(await follows.findStored(foreign)).toBeUndefined();
      expect(await follows.removeFollow(foreign)).toBeUndefined();
      expect(await follows.removeFollow({ reader: "ada", id })).toBe(number);
      expect(await follows.removeFollow({ reader: "ada", id })).toBeUndefined();
      expect(await follows.changeFollow(number, { patch: { name: "gone" } })).toBeUndefined();
    });

    it("begins after the papers that are stored, removed ones included", async () => {
      const [, last] = await keepNew(stores, ["a", "b"]);
      await stores.store.papers.removePaper("b");
      expect((await stores.follows.addFollow(makeFollow())).after).toBe(last);
    });

    it("changes only what it is told to, and drops a filter that is null", async () => {
      const { follows } = stores;
      const spec = { kind: "question" as const, query: "bees", filter: { yearFrom: 2020 } };
      const vector = { vector: Float32Array.of(1, 0), fingerprint: "one" };
      const { number, id } = await follows.addFollow(makeFollow({ spec, vector }));
      const renamed = await follows.changeFollow(number, { patch: { name: "wasps", minScore: 0.5 } });
      expect(renamed).toMatchObject({ id, name: "wasps", vector, spec: { ...spec, minScore: 0.5 } });
      const other = { vector: Float32Array.of(0, 1), fingerprint: "two" };
      const read = { limits: { filter: {} }, ranks: { text: "wasps", weight: 1 } };
      const widened = await follows.changeFollow(number, { patch: { filter: null }, read, vector: other });
      expect(widened).toMatchObject({ name: "wasps", vector: other, read });
      expect(widened?.spec).toEqual({ kind: "question", query: "bees", name: "wasps", minScore: 0.5 });
      const state = { nextRunAt: "2026-01-01T00:00:00.000Z", failures: 0 };
      expect(await follows.changeFollow(number, { state })).toEqual({ ...widened, state });
    });

    it("begins anew when it is resumed, not when it is paused or only renamed", async () => {
      const { follows } = stores;
      const { number, after } = await follows.addFollow(makeFollow());
      await keepNew(stores, ["a"]);
      const renamed = await follows.changeFollow(number, { patch: { name: "wasps", isPaused: false } });
      expect(renamed).toMatchObject({ after, isPaused: false });
      expect(await follows.changeFollow(number, { patch: { isPaused: true } })).toMatchObject({
        after,
        isPaused: true,
      });
      const [last] = await keepNew(stores, ["b"]);
      const resumed = await follows.changeFollow(number, { patch: { isPaused: false } });
      expect(resumed).toMatchObject({ after: last, isPaused: false });
    });

    it("counts matches, those not seen, and the time of the last", async () => {
      const { follows, matches } = stores;
      const bees = await follows.addFollow(makeFollow());
      const [a, b] = (await keepNew(stores, ["a", "b"])) as [number, number];
      stores.store.setTime(5_000);
      await recordFound(stores, [makeMatch(bees, a), makeMatch(bees, b)]);
      await matches.markSeen("ada", { ids: ["a"], isSeen: true });
      const counted = { matches: 2, new: 1, lastMatchAt: new Date(5_000).toISOString() };
      expect(await follows.readFollow(bees)).toMatchObject(counted);
      expect(await follows.listFollows("ada")).toMatchObject([counted]);
    });

    it("removes its matches; a paper that another follow matches stays in the inbox", async () => {
      const { follows } = stores;
      const [bees, ants] = [await follows.addFollow(makeFollow()), await follows.addFollow(makeFollow())];
      const [a, b] = (await keepNew(stores, ["a", "b"])) as [number, number];
      await recordFound(stores, [makeMatch(bees, a), makeMatch(ants, a), makeMatch(bees, b)]);
      expect(await listInbox(stores)).toEqual(["b*", "a*"]);
      await follows.removeFollow(bees);
      expect(await listInbox(stores)).toEqual(["a*"]);
      expect((await listMatches(stores)).map(({ follow }) => follow.number)).toEqual([ants.number]);
    });

    it("refuses one follow too many of a reader, and names the limit", async () => {
      const { follows } = stores;
      for (let count = 0; count < followLimits.follows; count += 1) await follows.addFollow(makeFollow());
      await expect(follows.addFollow(makeFollow())).rejects.toMatchObject({ code: "too_large", message: /1000/ });
      expect(await follows.addFollow(makeFollow({ reader: "bo" }))).toMatchObject({ reader: "bo" });
      expect(await follows.listFollows("ada")).toHaveLength(followLimits.follows);
    });
  });
}
