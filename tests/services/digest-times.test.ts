import { expect, it, onTestFinished } from "vitest";
import { createSqliteSchedules } from "../../src/adapters/sqlite/desk/schedules.js";
import { openScratchDatabase } from "../../src/adapters/sqlite/open-database.js";
import { openBench, startSink } from "../support/delivery/bench-parts.js";
import { reader } from "../support/delivery/delivery-bench.js";
import { createLogCollector } from "../support/queue-options.js";
import { until } from "../support/until.js";

const halfHour = 1_800_000;

/** Two digests at one local time, while a paper comes every half hour. */
async function openDigests({ start, time, timeZone }: Record<"start" | "time" | "timeZone", string>) {
  const sink = await startSink();
  const bench = openBench(sink.url);
  bench.pass(Date.parse(start) - bench.ports.clock().getTime());
  const clock = () => bench.ports.clock().getTime();
  const database = openScratchDatabase(clock);
  const schedules = createSqliteSchedules(database, { logger: createLogCollector().logger, now: clock });
  onTestFinished(async () => {
    await schedules.close();
    database.close();
  });
  const days = new Map<string, string[]>();
  await schedules.consume(async (due) => {
    await bench.prepare(due);
    days.set(due.id, [...(days.get(due.id) ?? []), due.at.toLocaleString("sv", { timeZone }).slice(5, 16)]);
  });
  for (const address of ["news@example.org", "News@example.org"]) {
    const body = { address, frequency: "daily", weekday: "monday", time, timeZone } as const;
    const { id } = await bench.digests.createDigest({ reader, body });
    await schedules.set(`digest:${id}`, bench.set.get(`digest:${id}`)!);
  }
  const countLate = database.prepare("SELECT count(*) FROM schedules WHERE due_at <= ?").pluck();
  const pass = async (step: number) => {
    bench.matches.add({ paper: { id: `paper-${step}` } });
    bench.pass(halfHour);
    // Setting them as they are changes nothing, but wakes what waits.
    for (const [id, when] of bench.set) await schedules.set(id, when);
    await until("what is due is prepared", () => countLate.get(clock()) === 0);
    await bench.sender.sendDue();
  };
  return { pass, sink, days };
}

it.each([
  ["does not exist", "Europe/Berlin", "02:30", "2026-03-28T12:00Z", ["03-29 03:00", "03-30 02:30"]],
  ["comes twice", "Europe/Berlin", "02:30", "2026-10-24T12:00Z", ["10-25 02:30", "10-26 02:30"]],
  ["does not exist, at midnight", "Africa/Cairo", "00:15", "2026-04-23T12:00Z", ["04-24 01:00", "04-25 00:15"]],
])("a digest at an hour that %s comes once a day, and tells of each paper once", async (_what, ...rest) => {
  const [timeZone, time, start, expected] = rest;
  const { pass, sink, days } = await openDigests({ start, time, timeZone });
  for (let step = 0; step < 96; step += 1) await pass(step);
  expect([...days.values()]).toEqual([expected, expected]);
  const told = sink.mails.map(({ subject }) => Number(/^\d+/.exec(subject ?? "")?.[0]));
  expect(told).toHaveLength(4);
  // The papers of the first mail were before the second, for each of the two.
  const [first, other, second, last] = told as [number, number, number, number];
  expect([first, second]).toEqual([other, last]);
  expect(new Set(sink.mails.map(({ messageId }) => messageId)).size).toBe(4);
});
