import { CronExpressionParser } from "cron-parser";
import { AppError, describeError } from "../errors.js";
import type { When } from "../ports/desk/schedules.js";

const dayMs = 86_400_000;

/**
 * The first due time after `after`, in milliseconds since 1970. Throws `bad_input`.
 *
 * The parser sees the clock on the wall as UTC, and the zone is ours: with a zone it leaves out a day whose time falls
 * into a gap that is half an hour long or begins at midnight.
 */
export function findNextDue({ cron, timeZone = "UTC" }: When, after: number): number {
  const readOffset = createReadOffset(timeZone);
  const times = parse(cron, after + readOffset(after));
  for (;;) {
    const due = toInstant(times.next().getTime(), readOffset);
    if (due > after) return due;
  }
}

/** Throws `bad_input` where `findNextDue` would. */
export function checkWhen(when: When): void {
  findNextDue(when, 0);
}

function parse(cron: string, wall: number) {
  try {
    return CronExpressionParser.parse(cron, { currentDate: new Date(wall), tz: "UTC" });
  } catch (cause) {
    throw new AppError("bad_input", `not a schedule: ${describeError(cause)}`, { cause });
  }
}

/** How far the wall clock of a zone is ahead of UTC at an instant; both in milliseconds. */
type ReadOffset = (instant: number) => number;

function createReadOffset(timeZone: string): ReadOffset {
  if (timeZone === "UTC") return () => 0;
  const format = createFormat(timeZone);
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day, hour, minute, second } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  const two = "2-digit" as const;
  const fields = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
  } catch (cause) {
    throw new AppError("bad_input", `${timeZone} is not a time zone of the IANA database`, { cause });
  }
}

/** The first instant at which the wall shows the time, or the end of the gap that has it. */
function toInstant(wall: number, readOffset: ReadOffset): number {
  const [before, after] = [readOffset(wall - dayMs), readOffset(wall + dayMs)];
  const shown = [wall - before, wall - after].filter((instant) => instant + readOffset(instant) === wall);
  if (shown.length > 0) return Math.min(...shown);
  let [low, high] = [wall - after, wall - before];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (readOffset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
