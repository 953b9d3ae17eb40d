import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase, openScratchDatabase } from "../../src/adapters/sqlite/open-database.js";
import { createSqliteSchedules } from "../../src/adapters/sqlite/desk/schedules.js";
import { describeSchedules } from "../contracts/schedules.contract.js";
import { createLogCollector } from "../support/queue-options.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { until } from "../support/until.js";

describeSchedules("schedules in the store", async () => {
  const folder = await makeTemporaryFolder();
  const opened: ReturnType<typeof openDatabase>[] = [];
  return {
    // Each with a connection of its own, as in two processes.
    async open() {
      const database = openDatabase(folder, Date.now);
      opened.push(database);
      return createSqliteSchedules(database, {
        logger: createLogCollector().logger,
        now: () => Date.now(),
        firstRetryMs: 20,
      });
    },
    async close() {
      opened.forEach((database) => database.close());
      await removeTemporaryFolders();
    },
  };
});

const hour = 3_600_000;

/** Lets hours pass, a step at a time, and gives what was due, as the wall shows it. */
async function passHours(start: string, when: { readonly cron: string; readonly timeZone: string }, hours: number) {
  let clock = Date.parse(start);
  const database = openScratchDatabase(() => clock);
  const schedules = createSqliteSchedules(database, { logger: createLogCollector().logger, now: () => clock });
  onTestFinished(async () => {
    await schedules.close();
    database.close();
  });
  const seen: string[] = [];
  await schedules.consume(async ({ at }) => void seen.push(at.toLocaleString("sv", { timeZone: when.timeZone })));
  const countLate = database.prepare("SELECT count(*) FROM schedules WHERE due_at <= ?").pluck();
  for (let passed = 0; passed < hours; passed += 0.5) {
    clock += hour / 2;
    // Setting it as it is changes nothing, but wakes what waits.
    await schedules.set("digest:1", when);
    await until("what is due was handed out", () => countLate.get(clock) === 0);
  }
  return seen;
}

describe("a schedule over a change of daylight saving", () => {
  it.each([
    ["Europe/Berlin", "0 8 * * *", "2026-03-28T12:05Z", ["03-29 08:00", "03-30 08:00"]],
    ["Europe/Berlin", "30 2 * * *", "2026-10-24T12:05Z", ["10-25 02:30", "10-26 02:30"]],
    ["Europe/Berlin", "30 2 * * *", "2026-03-28T12:05Z", ["03-29 03:00", "03-30 02:30"]],
    ["America/New_York", "30 1 * * *", "2026-10-31T12:05Z", ["11-01 01:30", "11-02 01:30"]],
    ["Australia/Lord_Howe", "15 2 * * *", "2026-10-03T10:05Z", ["10-04 02:30", "10-05 02:15"]],
  ])("runs once a day in %s at %s", async (timeZone, cron, start, expected) => {
    const seen = await passHours(start, { cron, timeZone }, 48);
    expect(seen.map((shown) => shown.slice(5, 16))).toEqual(expected);
  });
});

describe("schedules of a process that died", () => {
  it("are handed out again when its time is over, and not before", async () => {
    let clock = Date.parse("2026-11-30T07:00Z");
    const database = openScratchDatabase(() => clock);
    onTestFinished(() => void database.close());
    const open = () =>
      createSqliteSchedules(database, { logger: createLogCollector().logger, now: () => clock, lockMs: hour });
    const dying = open();
    await dying.set("digest:1", { cron: "0 8 * * *" });
    const held: Date[] = [];
    await dying.consume(async ({ at }) => {
      held.push(at);
      await new Promise(() => undefined);
    });
    clock += hour;
    await dying.set("digest:1", { cron: "0 8 * * *" });
    await until("it has one", () => held.length === 1);
    const other = open();
    onTestFinished(() => other.close());
    const seen: Date[] = [];
    await other.consume(async ({ at }) => void seen.push(at));
    clock += hour - 1;
    await other.set("digest:1", { cron: "0 8 * * *" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual([]);
    clock += 1;
    await other.set("digest:1", { cron: "0 8 * * *" });
    await until("the other has it", () => seen.length === 1);
    expect(seen).toEqual(held);
  });
});
