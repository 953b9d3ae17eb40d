import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followLimits } from "../../src/domain/follows/follow-limits.js";
import type { StoredFollow } from "../../src/ports/desk/follow-store.js";
import {
  type CreateFollowStores,
  type FollowStores,
  keepNew,
  listDelivered,
  listInbox,
  listMatches,
  makeFollow,
  makeMatch,
  recordFound,
} from "../support/follow-stores.js";

/** What matched, and what of it has been seen. */
export function describeMatchStore(name: string, create: CreateFollowStores): void {
  describe(name, { timeout: 60_000 }, () => {
    let stores: FollowStores;
    let bees: StoredFollow;
    let ants: StoredFollow;
    const open = async () => {
      bees = await stores.follows.addFollow(makeFollow({ name: "bees" }));
      ants = await stores.follows.addFollow(makeFollow({ name: "ants" }));
      return (await keepNew(stores, ["a", "b", "c"])) as [number, number, number];
    };
    beforeEach(async () => {
      stores = await create();
      stores.store.setTime(1_000);
    });
    afterEach(() => stores.store.close());
    const listFound = (query: object) => listDelivered(stores, query);

    it("reads the log from the first follow on, and from where each kind of change was left", async () => {
      const { matches, follows, store } = stores;
      await keepNew(stores, ["old"]);
      const { lastChange } = await store.changes.readTextChanges(0, 100);
      expect(lastChange).toBeGreaterThan(0);
      expect([await matches.readMatched("text"), await matches.readMatched("vector")]).toEqual([
        lastChange,
        lastChange,
      ]);
      const first = await follows.addFollow(makeFollow());
      await keepNew(stores, ["a", "b"]);
      expect(await matches.readMatched("text")).toBe(lastChange);
      await matches.recordStep({ found: [], groups: [], passed: { kind: "text", lastChange: lastChange + 1 } });
      expect([await matches.readMatched("text"), await matches.readMatched("vector")]).toEqual([
        lastChange + 1,
        lastChange,
      ]);
      await follows.addFollow(makeFollow());
      expect(await matches.readMatched("text")).toBe(lastChange + 1);
      await follows.removeFollow(first);
      await recordFound(stores, []);
      expect(await matches.readMatched("text")).toBe(lastChange + 1);
    });

    it("has a paper once for each follow, however often it is recorded, with the last score", async () => {
      const [a] = await open();
      await recordFound(stores, [makeMatch(bees, a, { score: 0.3, matchedBy: "keyword" })]);
      const [before] = await listMatches(stores);
      await stores.matches.markSeen("ada", { ids: ["a"], isSeen: true });
      stores.store.setTime(2_000);
      await recordFound(stores, [makeMatch(bees, a, { score: 0.8, like: 7 }), makeMatch(ants, a)]);
      const found = await listMatches(stores);
      expect(found).toMatchObject([
        { number: before!.number, score: 0.8, matchedBy: "both", like: 7, at: new Date(1_000) },
        { score: 0.5, at: new Date(2_000), follow: { id: ants.id, name: "ants", kind: "question" } },
      ]);
      expect(await listInbox(stores)).toEqual(["a"]);
    });

    it("records nothing for follows that are gone or paused, papers before the follow, and papers that are gone", async () => {
      const [old] = (await keepNew(stores, ["old"])) as [number];
      const [a, b] = await open();
      await stores.store.papers.removePaper("b");
      await stores.follows.changeFollow(ants.number, { patch: { isPaused: true } });
      const gone = { ...bees, number: 999 };
      await recordFound(stores, [
        makeMatch(gone, a),
        makeMatch(ants, a),
        makeMatch(bees, old),
        makeMatch(bees, b),
        makeMatch(bees, a),
      ]);
      expect(await listFound({})).toEqual([["bees", a]]);
      expect(await listInbox(stores)).toEqual(["a*"]);
    });

    it("notes a near-duplicate with the earlier match of the same follow, and never delivers it", async () => {
      const [a, b, c] = await open();
      await recordFound(stores, [makeMatch(bees, a)]);
      const members = [a, b];
      await stores.matches.recordStep({
        found: [makeMatch(bees, b), makeMatch(bees, c)],
        groups: [{ ordinal: b, members }],
      });
      expect(await listInbox(stores)).toEqual(["c*", "a*"]);
      expect(await listFound({})).toEqual([
        ["bees", a],
        ["bees", c],
      ]);
      expect((await listMatches(stores)).map(({ ordinal }) => ordinal)).toEqual([a, b, c]);
      expect(await stores.follows.readFollow(bees)).toMatchObject({ matches: 2, new: 2 });
      // For another follow it is the first, but in the inbox it has its place.
      await stores.matches.recordStep({ found: [makeMatch(ants, b)], groups: [{ ordinal: b, members }] });
      expect(await listInbox(stores)).toEqual(["c*", "a*"]);
      expect(await listFound({ follows: [ants.id] })).toEqual([["ants", b]]);
    });

    it("takes a near-duplicate out of the inbox that was there before it was known as one", async () => {
      const [a, b] = await open();
      await recordFound(stores, [makeMatch(bees, a), makeMatch(bees, b)]);
      expect(await listInbox(stores)).toEqual(["b*", "a*"]);
      await stores.matches.recordStep({ found: [], groups: [{ ordinal: b, members: [a, b] }] });
      expect(await listInbox(stores)).toEqual(["a*"]);
    });

    it("pages through the inbox, all of it, the new part, or the part of a follow", async () => {
      const [a, b, c] = await open();
      await recordFound(stores, [makeMatch(bees, a), makeMatch(ants, b), makeMatch(bees, c)]);
      await stores.matches.markSeen("ada", { ids: ["c"], isSeen: true });
      const list = async (page: object) => {
        const asked = { reader: "ada", onlyNew: false, limit: 10, ...page };
        const { rows, ...counts } = await stores.matches.listInbox(asked);
        return [rows.map(({ ordinal }) => ordinal), counts];
      };
      const { rows } = await stores.matches.listInbox({ reader: "ada", onlyNew: false, limit: 2 });
      expect(rows.map(({ ordinal, isNew }) => [ordinal, isNew])).toEqual([
        [c, false],
        [b, true],
      ]);
      expect(await list({ before: rows[1]!.number })).toEqual([[a], { total: 3, new: 2 }]);
      expect(await list({ onlyNew: true })).toEqual([[b, a], { total: 2, new: 2 }]);
      expect(await list({ follow: bees.number })).toEqual([[c, a], { total: 2, new: 1 }]);
      expect(await list({ reader: "bo" })).toEqual([[], { total: 0, new: 0 }]);
    });

    it("marks as seen and as new again, by number or by id, for one reader", async () => {
      const theirs = await stores.follows.addFollow(makeFollow({ reader: "bo" }));
      const [a, b, c] = await open();
      await recordFound(
        stores,
        [a, b, c].map((ordinal) => makeMatch(bees, ordinal)),
      );
      await recordFound(stores, [makeMatch(theirs, a)]);
      const { rows } = await stores.matches.listInbox({ reader: "ada", onlyNew: false, limit: 10 });
      expect(await stores.matches.markSeen("ada", { upTo: rows[1]!.number, isSeen: true })).toBe(2);
      expect(await stores.matches.markSeen("ada", { upTo: rows[1]!.number, isSeen: true })).toBe(0);
      expect(await listInbox(stores)).toEqual(["c*", "b", "a"]);
      expect(await listInbox(stores, "bo")).toEqual(["a*"]);
      expect(await stores.matches.markSeen("ada", { ids: ["a", "c", "nowhere"], isSeen: false })).toBe(1);
      expect(await listInbox(stores)).toEqual(["c*", "b", "a*"]);
    });

    it("lists what is to be delivered in both directions, of all follows or some", async () => {
      const [a, b, c] = await open();
      expect(await stores.matches.readLast()).toBe(0);
      await recordFound(stores, [makeMatch(bees, a), makeMatch(ants, b), makeMatch(bees, c)]);
      const all = await stores.matches.listFound({ reader: "ada", each: "match", order: "oldest", limit: 10 });
      const [first, , last] = all.map(({ number }) => number);
      expect(await stores.matches.readLast()).toBe(last);
      expect(await listFound({ after: first })).toEqual([
        ["ants", b],
        ["bees", c],
      ]);
      expect(await listFound({ order: "newest", before: last, limit: 1 })).toEqual([["ants", b]]);
      expect(await listFound({ follows: [ants.id] })).toEqual([["ants", b]]);
      expect(await listFound({ follows: [] })).toEqual([]);
      expect(await listFound({ reader: "bo" })).toEqual([]);
    });

    it("keeps the newest matches of a follow, and the dropped ones do not come back", async () => {
      await open();
      const ids = Array.from({ length: followLimits.matches + 2 }, (_, at) => `p${at}`);
      const ordinals = await keepNew(stores, ids);
      await recordFound(
        stores,
        ordinals.map((ordinal) => makeMatch(bees, ordinal)),
      );
      await recordFound(stores, [makeMatch(bees, ordinals[0]!), makeMatch(bees, ordinals[1]!)]);
      const { rows, total } = await stores.matches.listInbox({ reader: "ada", onlyNew: false, limit: 2_000 });
      expect(total).toBe(followLimits.matches);
      expect(rows.at(-1)?.ordinal).toBe(ordinals[2]);
    });
  });
}
