import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Digest } from "../../src/domain/digests/digest.js";
import { type DeliveryBench, openDeliveryBench, reader } from "../support/delivery/delivery-bench.js";
import { type SmtpSink, startSmtpSink } from "../support/delivery/smtp-sink.js";

let sink: SmtpSink;
let bench: DeliveryBench;
beforeEach(async () => {
  sink = await startSmtpSink();
  bench = openDeliveryBench({ smtpUrl: sink.url });
});
afterEach(async () => {
  await bench.close();
  await sink.close();
});

const body = {
  address: "ada@example.com",
  frequency: "daily",
  weekday: "monday",
  time: "07:30",
  timeZone: "Europe/Berlin",
} as const;
const at = new Date("2026-12-01T06:30:00Z");

/** Creates a digest whose address is confirmed, and forgets the mail that asked for it. */
async function openActive(change: Partial<Digest> = {}): Promise<string> {
  const { id } = await bench.digests.createDigest({ reader, body: { ...body, ...change } });
  await bench.sender.sendDue();
  await bench.links.confirm(findToken("confirm"));
  sink.mails.length = 0;
  return id;
}

function findToken(act: "confirm" | "unsubscribe"): string {
  return new RegExp(`v1/digests/${act}/([\\w-]+)`).exec(sink.mails.at(-1)?.text ?? "")?.[1] ?? "no token";
}

const dueOf = (id: string, time = at) => ({ id: `digest:${id}`, at: time });
const send = async (id: string, time = at) => {
  await bench.prepare(dueOf(id, time));
  await bench.sender.sendDue();
};
const readMails = async (id: string) => (await bench.digests.readDigest({ reader, params: { id } })).mails;

describe("a digest", () => {
  it("is sent to nobody who has not confirmed", async () => {
    const { id, state } = await bench.digests.createDigest({ reader, body });
    expect(state).toBe("unconfirmed");
    bench.matches.add({ paper: { id: "p1" } });
    await send(id);
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["Confirm your digest of new papers"]);
    expect(bench.set.size).toBe(0);
    expect(await bench.links.findConfirmation(findToken("confirm"))).toMatchObject({ id, state: "unconfirmed" });
    expect(await bench.links.confirm(findToken("confirm"))).toMatchObject({ state: "active" });
    expect(bench.set.get(`digest:${id}`)).toEqual({ cron: "30 7 * * *", timeZone: "Europe/Berlin" });
    await send(id);
    expect(sink.mails.at(-1)).toMatchObject({ subject: "1 new paper: About p1", recipients: ["ada@example.com"] });
  });

  it("needs no confirmation for the address that the server sends from", async () => {
    const { state } = await bench.digests.createDigest({ reader, body: { ...body, address: "News@example.org" } });
    expect(state).toBe("active");
  });

  it("is not confirmed by a link after 48 hours, nor by another token", async () => {
    await bench.digests.createDigest({ reader, body });
    await bench.sender.sendDue();
    const token = findToken("confirm");
    expect(await bench.links.confirm("another")).toBeUndefined();
    bench.pass(48 * 3_600_000);
    expect(await bench.links.confirm(token)).toBeUndefined();
  });

  it("tells of each match once, and sends no mail without a new one", async () => {
    const id = await openActive();
    bench.matches.add(
      { paper: { id: "p1" } },
      { paper: { id: "p1" }, follow: { id: "follow-2", name: "Ada Lovelace" } },
    );
    await send(id);
    await send(id, new Date("2026-12-02T06:30:00Z"));
    bench.matches.add({ paper: { id: "p2" } });
    await send(id, new Date("2026-12-03T06:30:00Z"));
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["1 new paper: About p1", "1 new paper: About p2"]);
    expect(sink.mails[0]?.text).toContain(
      "* Sparse attention (strong): words: sparse, attention\n* Ada Lovelace (strong)",
    );
  });

  it("is sent once for one due time, also when two processes prepare and send it", async () => {
    const id = await openActive();
    bench.matches.add({ paper: { id: "p1" } });
    const { createParcelSender } = await import("../../src/services/desk/delivery/send-parcels.js");
    const other = createParcelSender(bench.ports);
    await Promise.all([bench.prepare(dueOf(id)), bench.prepare(dueOf(id))]);
    await Promise.all([bench.sender.sendDue(), other.sendDue()]);
    bench.matches.add({ paper: { id: "p2" } });
    await send(id);
    expect(sink.mails).toHaveLength(1);
  });

  it("has the headers of one click, which end it without a key", async () => {
    const id = await openActive();
    bench.matches.add({ paper: { id: "p1" } });
    await send(id);
    const [mail] = sink.mails;
    const headers = Object.fromEntries((mail?.headers ?? []).map(({ key, value }) => [key, value]));
    expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    const token = findToken("unsubscribe");
    expect(headers["list-unsubscribe"]).toBe(`<https://papers.example.org/v1/digests/unsubscribe/${token}>`);
    expect(await bench.links.unsubscribe(token)).toMatchObject({ state: "unsubscribed" });
    expect(bench.set.size).toBe(0);
    bench.matches.add({ paper: { id: "p2" } });
    await send(id);
    expect(sink.mails).toHaveLength(1);
  });

  it("is not sent when it was unsubscribed after it was prepared", async () => {
    const id = await openActive();
    bench.matches.add({ paper: { id: "p1" } });
    await bench.prepare(dueOf(id));
    const stored = await bench.ports.digests.readDigest(id);
    await bench.links.unsubscribe(stored?.unsubscribeToken ?? "");
    await bench.sender.sendDue();
    expect(sink.mails).toEqual([]);
  });
});

describe("what a reader may do with digests", () => {
  it("ends at their own", async () => {
    const id = await openActive();
    const bob = { reader: "bob", params: { id } };
    for (const call of [bench.digests.readDigest, bench.digests.sendDigest, bench.digests.deleteDigest])
      await expect(call(bob)).rejects.toMatchObject({ code: "not_found" });
    expect(await bench.digests.listDigests({ reader: "bob" })).toMatchObject({ digests: [] });
    const foreign = { reader: "bob", body: { ...body, follows: ["follow-1"] } };
    await expect(bench.digests.createDigest(foreign)).rejects.toMatchObject({ code: "not_found" });
  });

  it("sends at most three mails a day to an address that was not asked", async () => {
    for (let time = 0; time < 3; time += 1) {
      const { id } = await bench.digests.createDigest({ reader, body });
      await bench.digests.deleteDigest({ reader, params: { id } });
    }
    await expect(bench.digests.createDigest({ reader, body })).rejects.toMatchObject({ code: "too_many" });
    const other = { reader: "bob", body: { ...body, address: "Ada@EXAMPLE.com" } };
    await expect(bench.digests.createDigest(other)).rejects.toMatchObject({ code: "too_many" });
    bench.pass(86_400_001);
    await bench.digests.createDigest({ reader, body });
  });

  it("needs a confirmation again for another address", async () => {
    const id = await openActive();
    const change = { reader, params: { id }, body: { address: "eve@example.com" } };
    expect(await bench.digests.updateDigest(change)).toMatchObject({ state: "unconfirmed" });
    expect(bench.set.size).toBe(0);
  });

  it("pauses it, and starts it again", async () => {
    const id = await openActive();
    const set = (paused: boolean) => bench.digests.updateDigest({ reader, params: { id }, body: { paused } });
    expect(await set(true)).toMatchObject({ state: "paused" });
    expect(bench.set.size).toBe(0);
    expect(await set(false)).toMatchObject({ state: "active" });
    expect(bench.set.size).toBe(1);
  });

  it("sends a test of what is there, which takes nothing from the next digest", async () => {
    const id = await openActive();
    bench.matches.add({ paper: { id: "p1" } });
    expect(await bench.digests.sendDigest({ reader, params: { id } })).toMatchObject({
      kind: "test",
      state: "waiting",
    });
    await bench.sender.sendDue();
    await send(id);
    expect(sink.mails.map(({ subject }) => subject)).toEqual(["Test: 1 new paper: About p1", "1 new paper: About p1"]);
  });
});

describe("a mail server that does not take a mail", () => {
  const failing = async (id: string) => {
    bench.matches.add({ paper: { id: "p1" } });
    await send(id);
    return (await readMails(id))[0];
  };

  it("is asked again later after 4xx, and not after 5xx", async () => {
    const id = await openActive();
    sink.meet((stage) => (stage === "rcpt" ? { code: 451 } : undefined));
    expect(await failing(id)).toMatchObject({ state: "waiting", attempts: 1, reason: expect.stringContaining("451") });
    await bench.sender.sendDue();
    expect((await readMails(id))[0]).toMatchObject({ attempts: 1 });
    bench.pass(60_000);
    sink.meet(() => undefined);
    await bench.sender.sendDue();
    expect((await readMails(id))[0]).toMatchObject({ state: "sent", attempts: 2 });
    sink.meet((stage) => (stage === "data" ? { code: 554 } : undefined));
    bench.matches.add({ paper: { id: "p2" } });
    await send(id, new Date("2026-12-02T06:30:00Z"));
    expect((await readMails(id))[0]).toMatchObject({ state: "failed", reason: expect.stringContaining("554") });
    expect(sink.mails).toHaveLength(1);
  });

  it("is given up after half a day, and asked again on demand", async () => {
    const id = await openActive();
    await sink.close();
    let mail = await failing(id);
    for (let time = 0; mail?.state === "waiting" && time < 20; time += 1) {
      bench.pass(6 * 3_600_000);
      await bench.sender.sendDue();
      mail = (await readMails(id))[0];
    }
    expect(mail).toMatchObject({ state: "failed", attempts: 8, reason: expect.stringContaining("ECONNREFUSED") });
    expect(await bench.digests.sendDigest({ reader, params: { id } })).toMatchObject({
      kind: "digest",
      state: "waiting",
    });
  });

  it("may have taken a mail when it hangs up after it: that is not sent again by itself", async () => {
    const id = await openActive();
    sink.meet((stage) => (stage === "data" ? "wait" : undefined));
    const lost = await failing(id);
    expect(lost).toMatchObject({ state: "unknown", reason: expect.stringContaining("may not have been delivered") });
    sink.meet(() => undefined);
    bench.pass(30 * 3_600_000);
    await send(id, new Date("2026-12-02T06:30:00Z"));
    expect(sink.mails).toHaveLength(1);
    expect(await bench.digests.sendDigest({ reader, params: { id } })).toMatchObject({
      id: lost?.id,
      state: "waiting",
    });
    await bench.sender.sendDue();
    expect(sink.mails).toHaveLength(2);
    expect(sink.mails[1]?.messageId).toBe(sink.mails[0]?.messageId);
  });

  it("is told apart from one that was interrupted while it was sent", async () => {
    const id = await openActive();
    bench.matches.add({ paper: { id: "p1" } });
    await bench.prepare(dueOf(id));
    await bench.ports.outbox.claim(bench.ports.clock(), { kinds: ["digest"], busy: [] });
    expect(await bench.openOutbox().settleInterrupted()).toBe(1);
    await bench.sender.sendDue();
    expect(sink.mails).toEqual([]);
    expect((await readMails(id))[0]).toMatchObject({ state: "unknown" });
  });
});
