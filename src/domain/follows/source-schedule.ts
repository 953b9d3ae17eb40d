import type { SourceState } from "./follow.js";

const dayMs = 86_400_000;
/** Sources list late what they date early, so each fetch begins before the last success. */
const overlapDays = 2;
/** The first fetch of a source takes what is this new. */
const firstDays = 7;
const maxWaitDays = 7;

/**
 * A minute of the day for each source, from its name: a source is asked at the same time each day, and all of them at
 * different times.
 */
export function chooseMinute(id: string): number {
  let hash = 7;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) >>> 0;
  return hash % 1_440;
}

/** The next time at that minute of the day (UTC), at least half a day from now. */
export function planNextRun(now: Date, minute: number): Date {
  const next = new Date(now);
  next.setUTCHours(0, minute, 0, 0);
  while (next.getTime() < now.getTime() + dayMs / 2) next.setTime(next.getTime() + dayMs);
  return next;
}

/** The wait doubles with each failure: an hour, two, four, up to a week. */
export function planRetry(now: Date, failures: number): Date {
  return new Date(now.getTime() + Math.min(maxWaitDays * 24, 2 ** (failures - 1)) * 3_600_000);
}

/** The first day whose papers are fetched. */
export function findFirstDay({ lastSuccessAt }: Partial<SourceState>, now: Date): string {
  const from =
    lastSuccessAt === undefined ? now.getTime() - firstDays * dayMs : Date.parse(lastSuccessAt) - overlapDays * dayMs;
  return new Date(from).toISOString().slice(0, 10);
}
