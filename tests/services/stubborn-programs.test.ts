import { describe, expect, it } from "vitest";
import { fillWebhooks } from "../../src/services/desk/webhooks/fill-webhooks.js";
import {
  addPapers,
  answering,
  deliver,
  openBench,
  openDigest,
  openHook,
  readMail,
  startProgram,
  startSink,
} from "../support/delivery/bench-parts.js";
import { reader } from "../support/delivery/delivery-bench.js";
import { until } from "../support/until.js";

describe("a program that is called", () => {
  it("has taken a delivery once it says 2xx, also when its answer never ends", async () => {
    const bench = openBench();
    const hook = await openHook(bench, (_request, response) => void response.writeHead(200).write("and"));
    addPapers(bench, 1);
    await deliver(bench);
    expect(await hook.list()).toMatchObject([{ state: "sent", attempts: 1 }]);
  });

  it("is given the time that it asks for, in seconds or as a date, up to a day", async () => {
    const bench = openBench();
    const now = bench.ports.clock().getTime();
    const asked = {
      "7200": 7_200_000,
      [new Date(now + 3_600_000).toUTCString()]: 3_600_000,
      "99999999": 86_400_000,
      soon: 5_000,
      "-5": 5_000,
    };
    for (const [after, expected] of Object.entries(asked)) {
      const hook = await openHook(bench, answering(429, { "retry-after": after }));
      addPapers(bench, 1);
      await deliver(bench);
      const [delivery] = await hook.list();
      expect([after, delivery?.state, Date.parse(delivery?.nextAt ?? "") - now]).toEqual([after, "waiting", expected]);
    }
  });

  it("says where it has moved to, and is not followed", async () => {
    const bench = openBench();
    const hook = await openHook(bench, answering(301, { location: "https://new.example.org/hook" }));
    addPapers(bench, 1);
    await deliver(bench);
    expect((await hook.list())[0]).toMatchObject({
      state: "waiting",
      reason: "answered 301: it has moved to https://new.example.org/hook. Change the address of the webhook.",
    });
  });

  it("is not called again after 410: the webhook is paused, and goes on with another address", async () => {
    const bench = openBench();
    const hook = await openHook(bench, answering(410));
    addPapers(bench, 120);
    await deliver(bench);
    const { webhooks } = await bench.webhooks.listWebhooks({ reader });
    expect(webhooks).toMatchObject([{ state: "paused" }]);
    expect(hook.calls).toHaveLength(1);
    const failed = (await hook.list()).filter(({ state }) => state === "failed");
    expect(failed).toMatchObject([{ attempts: 1, reason: expect.stringContaining("give it another address") }]);
    const program = await startProgram(answering(204));
    await hook.change({ url: program.url, paused: false });
    await hook.retry(failed[0]?.id);
    await deliver(bench);
    expect((await hook.list()).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
    expect(new Set(program.calls).size).toBe(3);
  });

  it("is not called while it is paused, and is afterwards", async () => {
    const bench = openBench();
    const hook = await openHook(bench, answering(204));
    addPapers(bench, 1);
    await fillWebhooks(bench.ports);
    await hook.change({ paused: true });
    bench.pass(86_400_000);
    await deliver(bench);
    expect(hook.calls).toEqual([]);
    await hook.change({ paused: false });
    await deliver(bench);
    expect(await hook.list()).toMatchObject([{ state: "sent", attempts: 1 }]);
  });

  it("says what to do once it is given up", async () => {
    const bench = openBench();
    const hook = await openHook(bench, answering(500));
    addPapers(bench, 1);
    await deliver(bench);
    for (let hours = 0; hours < 40; hours += 1) {
      bench.pass(3_600_000);
      await bench.sender.sendDue();
    }
    expect(await hook.list()).toMatchObject([
      { state: "failed", reason: "answered 500: no. Given up after 8 attempts: retry it once the program answers." },
    ]);
  });

  it("holds nobody else up when it hangs, however much there is for it", async () => {
    const sink = await startSink();
    const bench = openBench(sink.url);
    const hanging = await openHook(bench, () => undefined);
    addPapers(bench, 500);
    await fillWebhooks(bench.ports);
    const other = await openHook(bench, answering(204));
    const digest = await openDigest(bench);
    await fillWebhooks(bench.ports);
    const sending = bench.sender.sendDue();
    await until("the others have theirs", async () => {
      const [delivery] = await other.list();
      return delivery?.state === "sent" && (await readMail(bench, digest))?.state === "sent";
    });
    expect(hanging.calls).toHaveLength(1);
    await bench.sender.stop();
    await sending;
    const waiting = (await hanging.list()).filter(({ state }) => state === "waiting");
    expect(waiting).toHaveLength(11);
  });
});
