import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createParcelSender } from "../../src/services/desk/delivery/send-parcels.js";
import { startDelivery } from "../../src/services/desk/delivery/start-delivery.js";
import { fillWebhooks } from "../../src/services/desk/webhooks/fill-webhooks.js";
import {
  addPapers,
  answering,
  deliver,
  openBench,
  openDigest,
  openHook,
  readMail,
  startRude,
  startSink,
} from "../support/delivery/bench-parts.js";
import { until } from "../support/until.js";

describe("a server that ends while it sends", () => {
  it("takes up nothing more, and what was not handed over waits for the next start", async () => {
    const server = await startRude("silent");
    const bench = openBench(server.url);
    const digest = await openDigest(bench);
    const hook = await openHook(bench, () => undefined);
    addPapers(bench, 120);
    await fillWebhooks(bench.ports);
    const started = performance.now();
    const sending = bench.sender.sendDue();
    await until("both hang", () => server.countConnections() === 1 && hook.calls.length === 1);
    await bench.sender.stop();
    await sending;
    expect(performance.now() - started).toBeLessThan(1_900);
    expect(await readMail(bench, digest)).toMatchObject({ state: "waiting" });
    expect((await hook.list()).map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
    await bench.sender.sendDue();
    expect(hook.calls).toHaveLength(1);
    expect(await bench.openOutbox().settleInterrupted()).toBe(0);
  });
});

describe("a disk that is full while the outcome is recorded", () => {
  it("sends nothing twice: it is recorded once there is room", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    const { outbox } = bench.ports;
    let full = true;
    const settle = async (...parts: Parameters<typeof outbox.settle>) => {
      if (full) throw new Error("database or disk is full");
      return outbox.settle(...parts);
    };
    const sender = createParcelSender({ ...bench.ports, outbox: { ...outbox, settle } });
    const digest = await openDigest(bench);
    const hook = await openHook(bench, answering(204));
    addPapers(bench, 1);
    await fillWebhooks(bench.ports);
    await sender.sendDue();
    await sender.sendDue();
    expect(await readMail(bench, digest)).toMatchObject({ state: "sending" });
    full = false;
    await sender.sendDue();
    expect(await readMail(bench, digest)).toMatchObject({ state: "sent" });
    expect(await hook.list()).toMatchObject([{ state: "sent", attempts: 1 }]);
    expect([sink.mails.length, hook.calls.length]).toEqual([1, 1]);
  });
});

describe("a server that sends beside others", () => {
  it("looks each minute for what those left that have died", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const bench = openBench("smtp://127.0.0.1:9");
    const digest = await openDigest(bench);
    const stop = await startDelivery(bench.ports, { sender: { sendDue: async () => {}, stop: async () => {} } });
    onTestFinished(stop);
    await bench.openOutbox().claim(bench.ports.clock(), { kinds: ["digest"], busy: [] });
    expect(await readMail(bench, digest)).toMatchObject({ state: "sending" });
    vi.advanceTimersByTime(60_000);
    await until("it is found", async () => (await readMail(bench, digest))?.state === "unknown");
    expect(bench.lines).toMatchObject([{ level: "warn", fields: { mails: 1 } }]);
  });
});

describe("a store that does not answer before anything is sent", () => {
  it("leaves nothing behind that seems to be sent: it is tried again", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    const digest = await openDigest(bench);
    const { digests } = bench.ports;
    const readDigest = () => Promise.reject(new Error("no answer"));
    await createParcelSender({ ...bench.ports, digests: { ...digests, readDigest } }).sendDue();
    expect(await readMail(bench, digest)).toMatchObject({ state: "waiting", reason: "no answer" });
    bench.pass(60_000);
    await bench.sender.sendDue();
    expect(await readMail(bench, digest)).toMatchObject({ state: "sent", attempts: 2 });
    expect(sink.mails).toHaveLength(1);
  });
});

describe("a clock that is set", () => {
  it("back does not hold anything back for longer than the longest wait", async () => {
    const bench = openBench();
    let status = 503;
    const hook = await openHook(bench, (_request, response) => void response.writeHead(status).end());
    bench.pass(400 * 86_400_000);
    addPapers(bench, 1);
    await deliver(bench);
    expect(await hook.list()).toMatchObject([{ state: "waiting" }]);
    bench.pass(-400 * 86_400_000);
    status = 204;
    await deliver(bench);
    expect(await hook.list()).toMatchObject([{ state: "sent" }]);
  });

  it("forward sends what waits, once", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    const one = await openDigest(bench);
    await openDigest(bench);
    bench.pass(400 * 86_400_000);
    await Promise.all([bench.sender.sendDue(), bench.sender.sendDue()]);
    await bench.prepare({ id: `digest:${one}`, at: bench.ports.clock() });
    await bench.sender.sendDue();
    // The first has another one to tell of: that of the second.
    expect(sink.mails).toHaveLength(3);
  });
});
