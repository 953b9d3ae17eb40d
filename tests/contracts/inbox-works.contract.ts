import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

/** A work is in an inbox once, and what was dismissed or told of it stays so. */
export function describeInboxWorks(name: string, create: CreateFollowStores): void {
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

    const fold = (...members: number[]) =>
      stores.matches.recordStep({ found: [], groups: [{ ordinal: members.at(-1)!, members }] });
    const listWorks = (query: object) => listFound({ each: "work", ...query });

    it("has one row for near-duplicates that fit different follows, also if they are known as such only later", async () => {
      const theirs = await stores.follows.addFollow(makeFollow({ reader: "bo", name: "theirs" }));
      const [a, b, c] = await open();
      await recordFound(stores, [makeMatch(bees, b), makeMatch(ants, a), makeMatch(theirs, a), makeMatch(bees, c)]);
      await stores.matches.markSeen("ada", { ids: ["b"], isSeen: true });
      await fold(a, b);
      expect(await listInbox(stores)).toEqual(["c*", "b"]);
      expect(await listInbox(stores, "ada", ants.number)).toEqual(["b"]);
      expect(await listInbox(stores, "bo")).toEqual(["a*"]);
      expect((await listMatches(stores)).map(({ follow, ordinal }) => [follow.name, ordinal])).toEqual([
        ["bees", b],
        ["ants", a],
        ["bees", c],
      ]);
      expect(await listWorks({})).toEqual([
        ["bees", b],
        ["bees", c],
      ]);
      expect(await listWorks({ follows: [ants.id] })).toEqual([["ants", a]]);
      expect(await listFound({})).toHaveLength(3);
      expect(await stores.follows.readFollow(ants)).toMatchObject({ matches: 1, new: 0 });
      // A version that is matched anew has its place.
      await recordFound(stores, [makeMatch(bees, a)]);
      expect(await listInbox(stores)).toEqual(["c*", "b"]);
    });

    it("delivers a work once, whichever follow fits it next", async () => {
      const [a, b] = await open();
      await recordFound(stores, [makeMatch(bees, a)]);
      const after = await stores.matches.readLast();
      await recordFound(stores, [makeMatch(ants, a), makeMatch(ants, b)]);
      expect(await listWorks({ after })).toEqual([["ants", b]]);
      expect(await listFound({ after })).toEqual([
        ["ants", a],
        ["ants", b],
      ]);
    });

    it("takes out what is dismissed, with its versions, for one reader, until it is brought back", async () => {
      const theirs = await stores.follows.addFollow(makeFollow({ reader: "bo", name: "theirs" }));
      const [a, b, c] = await open();
      await recordFound(stores, [makeMatch(bees, a), makeMatch(theirs, a), makeMatch(ants, c)]);
      const dismiss = (ids: string[], isDismissed = true) => stores.dismissals.dismiss("ada", { ids, isDismissed });
      expect(await dismiss(["a", "nowhere"])).toEqual({ changed: 1, follows: [bees.id] });
      expect(await dismiss(["a"])).toEqual({ changed: 0, follows: [] });
      await stores.matches.recordStep({ found: [makeMatch(ants, b)], groups: [{ ordinal: b, members: [a, b] }] });
      await recordFound(stores, [makeMatch(bees, a), makeMatch(ants, a)]);
      expect([await listInbox(stores), await listInbox(stores, "bo")]).toEqual([["c*"], ["a*"]]);
      expect(await listFound({})).toEqual([["ants", c]]);
      expect(await stores.follows.readFollow(bees)).toMatchObject({ matches: 0, new: 0 });
      const { rows } = await stores.matches.listInbox({ reader: "ada", onlyNew: false, dismissed: true, limit: 9 });
      expect(rows.map(({ ordinal }) => ordinal)).toEqual([a]);
      expect(await stores.dismissals.listOfFollow(ants.number, 9)).toEqual([a, b]);
      expect(await stores.dismissals.listOfFollow(theirs.number, 9)).toEqual([]);
      expect(await dismiss(["b"], false)).toEqual({ changed: 1, follows: [bees.id, ants.id] });
      expect(await listInbox(stores)).toEqual(["c*", "a*"]);
      expect(await listWorks({})).toHaveLength(2);
    });

    it("keeps a work dismissed of which only a later version was", async () => {
      const [a, b] = await open();
      await recordFound(stores, [makeMatch(bees, a), makeMatch(ants, b)]);
      await stores.dismissals.dismiss("ada", { ids: ["b"], isDismissed: true });
      await fold(a, b);
      expect(await listInbox(stores)).toEqual([]);
    });

    it("keeps what was dismissed though its follow is gone", async () => {
      const [a] = await open();
      await recordFound(stores, [makeMatch(bees, a)]);
      await stores.dismissals.dismiss("ada", { ids: ["a"], isDismissed: true });
      await stores.follows.removeFollow(bees);
      await recordFound(stores, [makeMatch(ants, a)]);
      expect(await listInbox(stores)).toEqual([]);
      await stores.follows.removeFollow(ants);
      expect(await stores.dismissals.dismiss("ada", { ids: ["a"], isDismissed: false })).toMatchObject({ changed: 1 });
      expect(await listInbox(stores)).toEqual([]);
    });

    it("forgets a removed paper; should it come again, it is no news", async () => {
      const [a, b] = await open();
      await recordFound(stores, [makeMatch(bees, a), makeMatch(bees, b)]);
      await stores.matches.markSeen("ada", { ids: ["b"], isSeen: true });
      const after = await stores.matches.readLast();
      await stores.store.papers.removePaper("a");
      await stores.store.papers.removePaper("b");
      expect(await listInbox(stores)).toEqual([]);
      expect(await stores.follows.readFollow(bees)).toMatchObject({ matches: 0, new: 0 });
      const [again, other] = (await keepNew(stores, ["b", "a"])) as [number, number];
      await recordFound(stores, [makeMatch(bees, again), makeMatch(bees, other)]);
      expect(await listInbox(stores)).toEqual(["b", "a*"]);
      expect(await listFound({ after })).toEqual([]);
      expect(await listFound({})).toHaveLength(2);
    });

    it("lets a version take the place of a removed paper, without delivering it again", async () => {
      const [a, b, c] = await open();
      await recordFound(stores, [makeMatch(bees, a), makeMatch(bees, b), makeMatch(ants, b), makeMatch(bees, c)]);
      await fold(a, b, c);
      expect(await listInbox(stores)).toEqual(["a*"]);
      const after = await stores.matches.readLast();
      await stores.store.papers.removePaper("a");
      expect(await listInbox(stores)).toEqual(["b*"]);
      expect([await listFound({ after }), await listFound({})]).toEqual([
        [],
        [
          ["bees", b],
          ["ants", b],
        ],
      ]);
      await stores.store.papers.removePaper("b");
      await stores.store.papers.removePaper("c");
      expect(await listInbox(stores)).toEqual([]);
      const [again] = (await keepNew(stores, ["c"])) as [number];
      await recordFound(stores, [makeMatch(bees, again)]);
      expect(await listInbox(stores)).toEqual(["c*"]);
      expect(await listFound({ after })).toEqual([]);
    });
  });
}
