import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Schedules } from "../../src/ports/desk/schedules.js";
import { spawnSchedulesChild, type SchedulesChildTask } from "../support/spawn-schedules-child.js";
import { until } from "../support/until.js";

export type SchedulesAddress = Omit<SchedulesChildTask, "role">;

/** Part of the contract of schedules shared by several processes. */
export function describeKilledSchedules(open: () => Promise<Schedules>, getAddress: () => SchedulesAddress): void {
  it("hands each due time to one of two processes", async () => {
    const schedules = await open();
    const children = [1, 2].map(() => spawnSchedulesChild({ ...getAddress(), role: "work" }));
    await until("both are ready", () => children.every(({ lines }) => lines.includes("ready")), 60_000);
    await schedules.set("digest:1", { cron: "* * * * * *" });
    const list = () => children.flatMap(({ lines }) => lines).filter((line) => line !== "ready");
    await until("six came", () => list().length >= 6);
    await schedules.remove("digest:1");
    await wait(500);
    await Promise.all(children.map(({ kill }) => kill()));
    expect(new Set(list()).size).toBe(list().length);
    const times = list().map(Date.parse).toSorted();
    expect(times.at(-1)).toBe((times[0] ?? 0) + (times.length - 1) * 1000);
  }, 120_000);

  it("hands what a killed process had to another, with the same time, and then goes on", async () => {
    const schedules = await open();
    const child = spawnSchedulesChild({ ...getAddress(), role: "hold" });
    await until("it is ready", () => child.lines.includes("ready"), 60_000);
    await schedules.set("digest:1", { cron: "* * * * * *" });
    await until("it has one", () => child.lines.length > 1);
    await child.kill();
    const held = child.lines.filter((line) => line !== "ready");
    const seen: string[] = [];
    await schedules.consume(async ({ at }) => void seen.push(at.toISOString()));
    await until("what it had came back, and more", () => held.every((line) => seen.includes(line)) && seen.length > 6);
    expect(new Set(seen).size).toBe(seen.length);
  }, 120_000);
}
