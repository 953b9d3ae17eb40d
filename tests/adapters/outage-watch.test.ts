import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createOutageWatch } from "../../src/adapters/bullmq/outage-watch.js";
import { createLogCollector } from "../support/queue-options.js";

const unreachable = "the queue cannot be reached; trying until it is back";
const troubled = "the queue reported an error";

describe("the outage watch of a queue", () => {
  let answers = true;
  const { lines, logger } = createLogCollector();
  const probe = vi.fn<() => Promise<void>>(async () => {
    if (!answers) throw new Error("no answer");
  });
  const open = () => createOutageWatch({ name: "Redis", logger, probe });
  const readLog = () => lines.map(({ message, fields }) => [message, (fields as { reason?: string }).reason]);
  beforeEach(() => {
    vi.useFakeTimers();
    answers = true;
    lines.length = 0;
    probe.mockClear();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("logs one line when the backend is down and one when it is back, however many errors arrive", async () => {
    const watch = open();
    answers = false;
    for (let at = 0; at < 50; at += 1) watch.report(new Error(`any words ${at}`));
    await vi.advanceTimersByTimeAsync(2_000);
    expect([watch.isDown(), readLog()]).toEqual([true, [[unreachable, "any words 0"]]]);
    answers = true;
    await vi.advanceTimersByTimeAsync(1_000);
    expect([watch.isDown(), readLog().at(-1)?.[0]]).toEqual([false, "the queue is back"]);
    expect(lines).toHaveLength(2);
    watch.stop();
  });

  it("attributes an error to a batch when the backend answers, and warns at most every ten seconds", async () => {
    const watch = open();
    for (let second = 0; second < 15; second += 1) {
      // The message alone does not prove that the connection is lost.
      watch.report(new Error("Connection is closed."));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(watch.isDown()).toBe(false);
    expect(readLog()).toEqual(Array.from({ length: 2 }, () => [troubled, "Connection is closed."]));
    watch.stop();
  });

  it("trusts a reported connection loss without a probe, and sends no probe after it stops", async () => {
    const watch = open();
    watch.reportLost(new Error("the connection is closed"));
    expect([watch.isDown(), probe.mock.calls.length, readLog()]).toEqual([
      true,
      0,
      [[unreachable, "the connection is closed"]],
    ]);
    watch.stop();
    watch.report(new Error("late"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(probe).not.toHaveBeenCalled();
  });
});
