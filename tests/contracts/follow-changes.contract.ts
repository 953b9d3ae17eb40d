import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CreateFollowStores, type FollowStores, makeFollow } from "../support/follow-stores.js";

/** How processes that hold follows in memory learn of changes. */
export function describeFollowChanges(name: string, create: CreateFollowStores): void {
  describe(name, () => {
    let stores: FollowStores;
    beforeEach(async () => {
      stores = await create();
    });
    afterEach(() => stores.store.close());
    const list = async (since?: number) => {
      const { version, changed, numbers } = await stores.followChanges.listChanged(since);
      return { version, changed: changed.map((follow) => follow.name), numbers: [...numbers].toSorted() };
    };

    it("lists all follows at first, by number, and then those that were added or patched", async () => {
      const { follows, followChanges } = stores;
      const one = await follows.addFollow(makeFollow({ name: "one" }));
      const two = await follows.addFollow(makeFollow({ name: "two", reader: "bo" }));
      const numbers = [one.number, two.number];
      const first = await list();
      expect(first).toEqual({ version: await followChanges.readVersion(), changed: ["one", "two"], numbers });
      expect(await list(first.version)).toEqual({ ...first, changed: [] });
      await follows.changeFollow(two.number, { patch: { name: "other" } });
      await follows.changeFollow(one.number, { patch: {} });
      const three = await follows.addFollow(makeFollow({ name: "three" }));
      const second = await list(first.version);
      expect(second).toMatchObject({ changed: ["one", "other", "three"], numbers: [...numbers, three.number] });
      expect(await followChanges.readVersion()).toBe(second.version);
      expect(await list(second.version)).toMatchObject({ changed: [] });
    });

    it("has another version after a follow was removed, which is listed no more", async () => {
      const { follows, followChanges } = stores;
      const one = await follows.addFollow(makeFollow());
      const two = await follows.addFollow(makeFollow());
      const version = await followChanges.readVersion();
      await follows.changeFollow(one.number, { patch: { isPaused: true } });
      await follows.removeFollow(one);
      expect(await followChanges.readVersion()).toBeGreaterThan(version);
      expect(await list(version)).toMatchObject({ changed: [], numbers: [two.number] });
      expect(await list()).toMatchObject({ changed: ["bees"], numbers: [two.number] });
    });

    it("has the same version after what does not concern matching", async () => {
      const { follows, followChanges } = stores;
      const { number } = await follows.addFollow(makeFollow());
      const version = await followChanges.readVersion();
      await follows.changeFollow(number, { vector: { vector: Float32Array.of(1, 0), fingerprint: "model" } });
      await follows.changeFollow(number, { state: { nextRunAt: "2026-01-01T00:00:00.000Z", failures: 0 } });
      await follows.removeFollow({ reader: "bo", id: "unknown" });
      expect(await followChanges.readVersion()).toBe(version);
    });

    it("lists all follows for a version that it has not had: it was set back", async () => {
      await stores.follows.addFollow(makeFollow());
      expect(await list((await stores.followChanges.readVersion()) + 1)).toMatchObject({ changed: ["bees"] });
    });
  });
}
