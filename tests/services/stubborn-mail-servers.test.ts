import { describe, expect, it } from "vitest";
import { fillWebhooks } from "../../src/services/desk/webhooks/fill-webhooks.js";
import {
  addPapers,
  answering,
  openBench,
  openDigest,
  openHook,
  readMail,
  startRude,
  startSink,
} from "../support/delivery/bench-parts.js";
import { reader } from "../support/delivery/delivery-bench.js";
import { until } from "../support/until.js";

describe("a mail server", () => {
  it("that says nothing is asked again later, and holds no webhook up", async () => {
    const server = await startRude("silent");
    const bench = openBench(server.url);
    const digest = await openDigest(bench);
    const hook = await openHook(bench, answering(204));
    addPapers(bench, 1);
    await fillWebhooks(bench.ports);
    const sending = bench.sender.sendDue();
    await until("the webhook has its own", async () => (await hook.list())[0]?.state === "sent");
    expect(await readMail(bench, digest)).toMatchObject({ state: "sending" });
    await sending;
    expect(await readMail(bench, digest)).toMatchObject({ state: "waiting", attempts: 1 });
  });

  it("that hangs up in the middle of a mail may have it: nothing is sent again, and the reason says what to do", async () => {
    const server = await startRude("cut");
    const bench = openBench(server.url);
    const digest = await openDigest(bench);
    await bench.sender.sendDue();
    bench.pass(86_400_000);
    await bench.sender.sendDue();
    expect(server.countMails()).toBe(1);
    expect(await readMail(bench, digest)).toMatchObject({
      state: "unknown",
      reason: expect.stringMatching(/^It may not have been delivered: .*Send it again if it did not arrive\.$/),
    });
  });

  it("that refuses a mail for good says why, and what to do", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    sink.meet(() => ({ code: 550 }));
    const digest = await openDigest(bench);
    await bench.sender.sendDue();
    expect(await readMail(bench, digest)).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/550.*Check the address, then send it again\.$/),
    });
  });

  it("that greylists gets the same mail again, once it takes it", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    const first = bench.ports.clock().getTime();
    sink.meet((stage) =>
      stage === "rcpt" && bench.ports.clock().getTime() < first + 300_000 ? { code: 450 } : undefined,
    );
    const digest = await openDigest(bench);
    for (let minutes = 0; minutes < 30; minutes += 1) {
      await bench.sender.sendDue();
      bench.pass(60_000);
    }
    expect(sink.mails).toHaveLength(1);
    expect(await readMail(bench, digest)).toMatchObject({ state: "sent", attempts: 3 });
  });

  it("that lost the mail to confirm an address is asked again on demand", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    sink.meet(() => ({ code: 550 }));
    const times = { frequency: "daily", weekday: "monday", time: "07:30", timeZone: "UTC" } as const;
    const { id } = await bench.digests.createDigest({ reader, body: { address: "ada@example.com", ...times } });
    await bench.sender.sendDue();
    sink.meet(() => undefined);
    expect(await bench.digests.sendDigest({ reader, params: { id } })).toMatchObject({ kind: "confirm" });
    await bench.sender.sendDue();
    const token = /v1\/digests\/confirm\/([\w-]+)/.exec(sink.mails[0]?.text ?? "")?.[1] ?? "";
    expect(await bench.links.confirm(token)).toMatchObject({ state: "active" });
  });
});
