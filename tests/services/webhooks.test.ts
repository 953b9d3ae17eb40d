import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPrivateAddress } from "../../src/adapters/private-addresses.js";
import { createWebhookCaller } from "../../src/adapters/webhooks/webhook-caller.js";
import { fillWebhooks } from "../../src/services/desk/webhooks/fill-webhooks.js";
import { type DeliveryBench, openDeliveryBench, reader } from "../support/delivery/delivery-bench.js";

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A program that is called, and answers as told. */
async function startReceiver() {
  const calls: Call[] = [];
  const answer = { status: 204, text: "", location: "" };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status, answer.location === "" ? {} : { location: answer.location }).end(answer.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    calls,
    answer,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let bench: DeliveryBench;
beforeEach(async () => {
  receiver = await startReceiver();
  bench = openDeliveryBench();
});
afterEach(async () => {
  await bench.close();
  await receiver.close();
});

const deliver = async () => {
  await fillWebhooks(bench.ports);
  await bench.sender.sendDue();
};
const open = async () => {
  const { id, secret = "" } = await bench.webhooks.createWebhook({ reader, body: { url: receiver.url } });
  return { id, secret };
};
const list = async (id: string) => (await bench.webhooks.listDeliveries({ reader, params: { id } })).deliveries;

function isSigned({ headers, body }: Call, secret: string): boolean {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const expected = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  return String(headers["webhook-signature"]).split(" ").includes(expected);
}

describe("a webhook", () => {
  it("posts each match once, signed, without what was there before it", async () => {
    bench.matches.add({ paper: { id: "before" } });
    const { id, secret } = await open();
    bench.matches.add({ paper: { id: "p1" } }, { paper: { id: "p2" } });
    await deliver();
    await deliver();
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    expect(isSigned(call!, secret)).toBe(true);
    const { type, data } = JSON.parse(call!.body);
    expect(type).toBe("matches.found");
    expect(data.matches.map(({ paper }: { paper: { id: string } }) => paper.id)).toEqual(["p1", "p2"]);
    expect(await list(id)).toMatchObject([{ state: "sent", matches: 2, attempts: 1 }]);
    const { webhooks } = await bench.webhooks.listWebhooks({ reader });
    expect(JSON.stringify(webhooks)).not.toContain(secret);
  });

  it("cuts many matches into deliveries of 50", async () => {
    await open();
    bench.matches.add(...Array.from({ length: 120 }, (_, index) => ({ paper: { id: `p${index}` } })));
    await deliver();
    const sizes = receiver.calls.map(({ body }) => JSON.parse(body).data.matches.length);
    expect(sizes.toSorted((one, other) => other - one)).toEqual([50, 50, 20]);
  });

  it("is tried again for about a day, with the same id, then given up until somebody retries", async () => {
    const { id } = await open();
    bench.matches.add({ paper: { id: "p1" } });
    Object.assign(receiver.answer, { status: 503, text: "down\r\nfor \u0007 maintenance" });
    await deliver();
    expect(await list(id)).toMatchObject([{ state: "waiting", reason: "answered 503: down for maintenance" }]);
    let hours = 0;
    for (; (await list(id))[0]?.state === "waiting" && hours < 100; hours += 1) {
      bench.pass(3_600_000);
      await bench.sender.sendDue();
    }
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(32);
    const [dead] = await list(id);
    expect(dead).toMatchObject({ state: "failed", attempts: 8 });
    expect(new Set(receiver.calls.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([dead?.id]));
    receiver.answer.status = 200;
    const params = { id, delivery: dead?.id ?? "" };
    expect(await bench.webhooks.retryDelivery({ reader, params })).toMatchObject({ state: "waiting" });
    await bench.sender.sendDue();
    expect(await list(id)).toMatchObject([{ state: "sent" }]);
    await expect(bench.webhooks.retryDelivery({ reader, params })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is called again when the server stopped in the middle", async () => {
    const { id } = await open();
    bench.matches.add({ paper: { id: "p1" } });
    await fillWebhooks(bench.ports);
    await bench.ports.outbox.claim(bench.ports.clock(), { kinds: ["call"], busy: [] });
    expect(await bench.openOutbox().settleInterrupted()).toBe(0);
    await bench.sender.sendDue();
    expect(await list(id)).toMatchObject([{ state: "sent", attempts: 2 }]);
  });

  it("signs with the old secret too, for a day after a new one was made", async () => {
    const { id, secret } = await open();
    const { secret: fresh = "" } = await bench.webhooks.updateWebhook({
      reader,
      params: { id },
      body: { newSecret: true },
    });
    bench.matches.add({ paper: { id: "p1" } });
    await deliver();
    expect([secret, fresh].map((known) => isSigned(receiver.calls[0]!, known))).toEqual([true, true]);
    bench.pass(25 * 3_600_000);
    bench.matches.add({ paper: { id: "p2" } });
    await deliver();
    expect([secret, fresh].map((known) => isSigned(receiver.calls[1]!, known))).toEqual([false, true]);
  });

  it("is another reader's to nobody", async () => {
    const { id } = await open();
    const call = { reader: "bob", params: { id } };
    await expect(bench.webhooks.listDeliveries(call)).rejects.toMatchObject({ code: "not_found" });
    await expect(bench.webhooks.deleteWebhook(call)).rejects.toMatchObject({ code: "not_found" });
    await expect(bench.webhooks.updateWebhook({ ...call, body: {} })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an address that is called", () => {
  it("must not be private, however it is written", () => {
    const caller = createWebhookCaller({ allowsPrivate: false });
    const hidden = ["127.0.0.1", "2130706433", "0x7f.1", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]"];
    for (const host of [...hidden, "[fd00::1]", "[fe80::1]", "0.0.0.0", "100.64.0.1", "[64:ff9b::a00:1]"])
      expect(() => caller.check(`https://${host}/`), host).toThrow(expect.objectContaining({ code: "bad_input" }));
    expect(() => caller.check("http://example.org/")).toThrow(expect.objectContaining({ code: "bad_input" }));
    expect(caller.check("https://example.org/")).toBeUndefined();
    expect(isPrivateAddress("8.8.8.8") || isPrivateAddress("2606:4700::1111")).toBe(false);
  });

  it("must not be private behind a name, also when the name changes its mind", async () => {
    const answers = ["93.184.215.14", "127.0.0.1"];
    const caller = createWebhookCaller({
      allowsPrivate: false,
      timeoutMs: 500,
      lookup: (_name, _options, callback) => callback(null, [{ address: answers.pop() ?? "127.0.0.1", family: 4 }]),
    });
    const outcome = await caller.call({ url: `https://rebind.example.org:${receiver.port}/`, headers: {}, body: "{}" });
    expect(outcome).toMatchObject({
      outcome: "later",
      reason: expect.stringContaining("127.0.0.1, a private address"),
    });
    expect(receiver.calls).toEqual([]);
    await caller.close();
  });

  it("is not followed elsewhere, and its answer is not read to the end", async () => {
    Object.assign(receiver.answer, { status: 302, location: receiver.url, text: "x".repeat(10_000_000) });
    const outcome = await bench.ports.caller.call({ url: receiver.url, headers: {}, body: "{}" });
    expect(outcome).toMatchObject({
      outcome: "later",
      reason: `answered 302: it has moved to ${receiver.url}. Change the address of the webhook.`,
    });
    expect(receiver.calls).toHaveLength(1);
  });
});
