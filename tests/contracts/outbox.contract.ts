import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewParcel, Outbox, ParcelKind } from "../../src/ports/desk/outbox.js";
import { type DeliveryStores, makeDigest, makeWebhook } from "../support/delivery/delivery-stores.js";

const day = 86_400_000;
const kinds: readonly ParcelKind[] = ["confirm", "digest", "test", "call"];

function makeParcel(id: string, changes: Partial<NewParcel> = {}): NewParcel {
  const owner = { owner: "digest-1", reader: "ada", address: "ada@example.com" };
  return { id, kind: "digest", ...owner, payload: `payload ${id}`, count: 1, ...changes };
}

export function describeOutbox(name: string, create: () => Promise<DeliveryStores>): void {
  describe(name, () => {
    let stores: DeliveryStores;
    let outbox: Outbox;
    let nowMs = 40 * day;
    const setTime = (ms: number) => stores.setTime((nowMs = ms));
    beforeEach(async () => {
      stores = await create();
      ({ outbox } = stores);
      setTime(40 * day);
    });
    afterEach(() => stores.close());
    const claim = (lane: Partial<Parameters<Outbox["claim"]>[1]> = {}, at = nowMs) =>
      outbox.claim(new Date(at), { kinds, busy: [], ...lane });
    const claimAll = async (lane = {}) => {
      const ids: string[] = [];
      for (let one = await claim(lane); one; one = await claim(lane)) ids.push(one.id);
      return ids;
    };
    const fail = (id: string, waitMs: number) =>
      outbox.settle(id, { state: "waiting", reason: "down", nextAt: new Date(nowMs + waitMs) });

    it("gives each parcel to one call, the one that waited longest first, with what is sent", async () => {
      for (const id of ["a", "b", "c"]) await outbox.add(makeParcel(id));
      const claimed = await Promise.all([claim(), claim()]);
      expect(claimed).toMatchObject([
        { id: "a", state: "sending", attempts: 1, payload: "payload a", reader: "ada", createdAt: new Date(nowMs) },
        { id: "b" },
      ]);
      expect(await claimAll()).toEqual(["c"]);
      expect(await outbox.list("digest-1", 2)).toMatchObject([{ id: "c" }, { id: "b" }]);
    });

    it("has one parcel of a key for an owner", async () => {
      expect(await outbox.add(makeParcel("a", { key: "monday" }))).toBe(true);
      expect(await outbox.add(makeParcel("b", { key: "monday" }))).toBe(false);
      expect(await outbox.add(makeParcel("c", { key: "monday", owner: "digest-2" }))).toBe(true);
      expect(await outbox.add(makeParcel("d"))).toBe(true);
      expect(await outbox.add(makeParcel("e"))).toBe(true);
      expect(await claimAll()).toEqual(["a", "c", "d", "e"]);
    });

    it("moves the last match of its owner with what it adds, and adds nothing that was told of already", async () => {
      await stores.digests.saveDigest(makeDigest({ lastMatch: 3 }));
      await stores.webhooks.saveWebhook(makeWebhook({ lastMatch: 3 }));
      const readLast = async () => [
        (await stores.digests.readDigest("digest-1"))?.lastMatch,
        (await stores.webhooks.readWebhook("webhook-1"))?.lastMatch,
      ];
      const call = { owner: "webhook-1", kind: "call" as const };
      expect(await outbox.add(makeParcel("a", { key: "monday", tells: { after: 3, upTo: 7 } }))).toBe(true);
      expect(await outbox.add(makeParcel("b", { ...call, tells: { after: 3, upTo: 5 } }))).toBe(true);
      expect(await readLast()).toEqual([7, 5]);
      expect(await outbox.add(makeParcel("c", { key: "monday", tells: { after: 7, upTo: 9 } }))).toBe(false);
      expect(await outbox.add(makeParcel("d", { key: "tuesday", tells: { after: 3, upTo: 9 } }))).toBe(false);
      expect(await outbox.add(makeParcel("e", { ...call, tells: { after: 3, upTo: 6 } }))).toBe(false);
      expect(await outbox.add(makeParcel("f", { owner: "unknown", tells: { after: 0, upTo: 1 } }))).toBe(false);
      expect([await readLast(), await claimAll()]).toEqual([
        [7, 5],
        ["a", "b"],
      ]);
      expect(await outbox.add(makeParcel("g", { ...call, tells: { after: 5, upTo: 6 } }))).toBe(true);
      expect(await readLast()).toEqual([7, 6]);
    });

    it("gives a parcel that waits again when its time has come, and counts its attempts", async () => {
      await outbox.add(makeParcel("a"));
      await claim();
      await fail("a", 1_000);
      expect(await claim({}, nowMs + 999)).toBeUndefined();
      expect(await outbox.list("digest-1", 1)).toMatchObject([
        { state: "waiting", reason: "down", nextAt: new Date(nowMs + 1_000) },
      ]);
      expect(await claim({}, nowMs + 1_000)).toMatchObject({ id: "a", attempts: 2 });
    });

    it("gives one that would wait for more than a day: the clock was set back", async () => {
      await outbox.add(makeParcel("a"));
      await claim();
      await fail("a", day);
      expect(await claim()).toBeUndefined();
      expect(await claim({}, nowMs - 1)).toMatchObject({ id: "a" });
    });

    it("gives only kinds that are asked for, to no busy address and for no paused webhook", async () => {
      await stores.webhooks.saveWebhook(makeWebhook());
      await outbox.add(makeParcel("a"));
      await outbox.add(makeParcel("b", { kind: "call", owner: "webhook-1", address: "one.example" }));
      await outbox.add(makeParcel("c", { kind: "call", owner: "webhook-2", address: "two.example" }));
      expect(await claim({ kinds: ["call"], busy: ["one.example", "two.example"] })).toBeUndefined();
      await stores.webhooks.saveWebhook(makeWebhook({ state: "paused" }));
      expect(await claimAll({ kinds: ["call"] })).toEqual(["c"]);
      await stores.webhooks.saveWebhook(makeWebhook());
      expect(await claimAll({ busy: ["ada@example.com"] })).toEqual(["b"]);
    });

    it("settles only what is being sent", async () => {
      await outbox.add(makeParcel("a"));
      await outbox.settle("a", { state: "sent" });
      expect(await claim()).toMatchObject({ id: "a" });
      setTime(nowMs + 500);
      await outbox.settle("a", { state: "sent" });
      await outbox.settle("a", { state: "failed", reason: "late" });
      const [sent] = await outbox.list("digest-1", 1);
      expect(sent).toMatchObject({ state: "sent", sentAt: new Date(nowMs) });
      expect(sent?.reason).toBeUndefined();
    });

    it("after a crash, knows nothing of a mail that was being sent, and makes a call again", async () => {
      await outbox.add(makeParcel("a"));
      await outbox.add(makeParcel("b", { kind: "call", owner: "webhook-1" }));
      await outbox.add(makeParcel("c"));
      await Promise.all([claim(), claim()]);
      setTime(nowMs + stores.silentMs);
      const other = stores.openOutbox();
      expect(await other.settleInterrupted()).toBe(1);
      expect(await other.settleInterrupted()).toBe(0);
      expect(await claimAll()).toEqual(["b", "c"]);
      expect(await outbox.list("digest-1", 2)).toMatchObject([{ id: "c" }, { id: "a", state: "unknown" }]);
    });

    it("leaves alone what this process is sending, however long that takes", async () => {
      await outbox.add(makeParcel("a"));
      await outbox.add(makeParcel("b", { kind: "call", owner: "webhook-1" }));
      await Promise.all([claim(), claim()]);
      setTime(nowMs + day);
      expect(await outbox.settleInterrupted()).toBe(0);
      expect(await claimAll()).toEqual([]);
      await outbox.settle("a", { state: "sent" });
      await outbox.settle("b", { state: "sent" });
      expect(await outbox.list("digest-1", 1)).toMatchObject([{ id: "a", state: "sent" }]);
      expect(await outbox.list("webhook-1", 1)).toMatchObject([{ id: "b", state: "sent" }]);
    });

    it("retries what failed or may be lost, with its attempts from 0, and nothing else", async () => {
      for (const id of ["a", "b", "c"]) await outbox.add(makeParcel(id));
      await Promise.all([claim(), claim(), claim()]);
      await outbox.settle("a", { state: "failed", reason: "refused" });
      await outbox.settle("b", { state: "unknown", reason: "hung up" });
      await outbox.settle("c", { state: "sent" });
      const retried = await Promise.all(["a", "b", "c", "d"].map((id) => outbox.retry("digest-1", id)));
      expect(retried).toEqual([true, true, false, false]);
      expect(await outbox.retry("digest-2", "a")).toBe(false);
      expect(await claim()).toMatchObject({ id: "a", attempts: 1, payload: "payload a" });
    });

    it("counts parcels of a kind by what they are for", async () => {
      await outbox.add(makeParcel("a", { kind: "confirm" }));
      setTime(nowMs + 1_000);
      await outbox.add(makeParcel("b", { kind: "confirm", address: "bo@example.com" }));
      await outbox.add(makeParcel("c", { kind: "test" }));
      const count = (by: object, since = 0) => outbox.count("confirm", new Date(since), by);
      expect(await Promise.all([count({}), count({ address: "bo@example.com" }), count({ reader: "bo" })])).toEqual([
        2, 1, 0,
      ]);
      expect([await count({ owner: "digest-1" }, nowMs - 1_000), await count({}, nowMs)]).toEqual([1, 0]);
    });

    it("forgets what was settled last month, and nothing that waits", async () => {
      await outbox.add(makeParcel("a"));
      await claim();
      await outbox.settle("a", { state: "sent" });
      await outbox.add(makeParcel("b"));
      setTime(nowMs + 32 * day);
      await outbox.add(makeParcel("c"));
      expect((await outbox.list("digest-1", 9)).map(({ id }) => id)).toEqual(["c", "b"]);
    });
  });
}
