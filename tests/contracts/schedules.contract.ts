import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Due, Schedules } from "../../src/ports/desk/schedules.js";
import { until } from "../support/until.js";

/** What outlives the schedules opened on it. They must retry fast. */
export interface SchedulesBackend {
  open(): Promise<Schedules>;
  close(): Promise<void>;
}

const everySecond = { cron: "* * * * * *" };
const inSpring = { cron: "0 8 1 4 *", timeZone: "Europe/Berlin" };

/** Each test gets an empty backend. */
export function describeSchedules(name: string, create: () => Promise<SchedulesBackend>): void {
  describe(name, () => {
    let backend: SchedulesBackend;
    let opened: Schedules[];
    const open = async () => {
      const schedules = await backend.open();
      opened.push(schedules);
      return schedules;
    };
    beforeEach(async () => {
      opened = [];
      backend = await create();
    }, 120_000);
    afterEach(async () => {
      await Promise.all(opened.map((schedules) => schedules.close()));
      await backend.close();
    });
    describeDueTimes(open);
    describeChanges(open);
  });
}

type Open = () => Promise<Schedules>;

/** Consumes into a list. */
async function collect(schedules: Schedules, seen: Due[] = []): Promise<Due[]> {
  await schedules.consume(async (due) => void seen.push(due));
  return seen;
}

const timesOf = (seen: readonly Due[]) => seen.map(({ at }) => at.getTime());

function describeDueTimes(open: Open): void {
  it("hands each due time to one of two consumers, in order", async () => {
    const [one, other] = [await open(), await open()];
    const seen = await collect(one);
    await collect(other, seen);
    await one.set("digest:1", everySecond);
    await until("four came", () => seen.length >= 4);
    expect(new Set(timesOf(seen)).size).toBe(seen.length);
    expect(timesOf(seen)).toEqual(timesOf(seen).toSorted());
    expect(seen.every(({ id, at }) => id === "digest:1" && at.getTime() % 1000 === 0)).toBe(true);
  });

  it("hands a due time out again, the same, when its handler rejects", async () => {
    const schedules = await open();
    const tries: Due[] = [];
    await schedules.consume(async (due) => {
      tries.push(due);
      if (tries.length < 3) throw new Error("not yet \0 \ud800");
    });
    await schedules.set("digest:1", everySecond);
    await until("it was tried until it worked", () => tries.length >= 4);
    const counts = timesOf(tries).map((time) => timesOf(tries).filter((other) => other === time).length);
    expect(Math.max(...counts)).toBeGreaterThan(1);
  });

  it("hands out what was missed once, with the first of the times", async () => {
    const schedules = await open();
    const set = Date.now();
    await schedules.set("digest:1", everySecond);
    await wait(3_200);
    const started = Date.now();
    const seen = await collect(schedules);
    await until("two came", () => seen.length >= 2);
    const missed = timesOf(seen).filter((time) => time < started);
    expect(missed).toHaveLength(1);
    expect(missed[0]).toBeLessThanOrEqual(set + 1_000);
  });

  it("keeps schedules and what is due when all are closed", async () => {
    const first = await open();
    await first.set("digest:1", everySecond);
    await first.close();
    const seen = await collect(await open());
    await until("one came", () => seen.length > 0);
  });
}

function describeChanges(open: Open): void {
  it("keeps the due time of a schedule that is set again as it is", async () => {
    const schedules = await open();
    const seen = await collect(schedules);
    const everyTwo = { cron: "*/2 * * * * *", timeZone: "Asia/Kolkata" };
    for (let time = 0; seen.length < 2 && time < 200; time += 1) {
      await schedules.set("digest:1", everyTwo);
      await wait(50);
    }
    expect(timesOf(seen).map((time) => time % 2000)).toEqual([0, 0]);
  });

  it("has a next due time that is near, when it is set again after the clock was set back", async () => {
    const schedules = await open();
    const seen = await collect(schedules);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 400 * 86_400_000 });
    try {
      await schedules.set("digest:1", everySecond);
    } finally {
      vi.useRealTimers();
    }
    await schedules.set("digest:1", everySecond);
    await until("one came", () => seen.length > 0, 15_000);
  });

  it("forgets the old times of a schedule that changes", async () => {
    const schedules = await open();
    const seen = await collect(schedules);
    await schedules.set("digest:1", inSpring);
    await schedules.set("digest:1", everySecond);
    await until("one came", () => seen.length > 0);
    await schedules.set("digest:1", inSpring);
    await wait(200);
    const { length } = seen;
    await wait(1_500);
    expect(seen).toHaveLength(length);
  });

  it("hands out nothing of a schedule that is removed", async () => {
    const schedules = await open();
    const seen = await collect(schedules);
    await schedules.set("digest:1", everySecond);
    await schedules.set("source:1", everySecond);
    await schedules.remove("digest:1");
    await schedules.remove("never:there");
    await until("the other came twice", () => seen.filter(({ id }) => id === "source:1").length >= 2);
    expect(seen.filter(({ id }) => id === "digest:1").length).toBeLessThanOrEqual(1);
  });

  it("refuses what no calendar knows", async () => {
    const schedules = await open();
    await expect(schedules.set("digest:1", { cron: "nonsense" })).rejects.toMatchObject({ code: "bad_input" });
    const nowhere = { cron: "0 8 * * *", timeZone: "Mars/Phobos" };
    await expect(schedules.set("digest:1", nowhere)).rejects.toMatchObject({ code: "bad_input" });
  });
}
