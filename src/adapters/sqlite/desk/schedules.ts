import { describeError } from "../../../errors.js";
import type { Due, DueHandler, Schedules, When } from "../../../ports/desk/schedules.js";
import type { Logger } from "../../../ports/logger.js";
import { findNextDue } from "../../next-due.js";
import type { SqliteDatabase } from "../open-database.js";

export interface SqliteSchedulesOptions {
  readonly logger: Logger;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Wait before a due time is handed out again; it doubles each time. Default 30,000. */
  readonly firstRetryMs?: number;
  /** A process that is silent for this long loses what it handles. Default 60,000. */
  readonly lockMs?: number;
}

interface ScheduleRow {
  readonly id: string;
  readonly cron: string;
  readonly time_zone: string | null;
  readonly due_at: number;
  readonly attempts: number;
}

const attempts = 6;
/** The clock may be set, and a computer may sleep: nobody waits longer before looking at it. */
const maxWaitMs = 30_000;

/** Schedules in the store, for a folder that has no server for them. Processes that share a store share them. */
export function createSqliteSchedules(database: SqliteDatabase, options: SqliteSchedulesOptions): Schedules {
  const { now } = options;
  const rows = prepareRows(database, options);
  const runners: Runner[] = [];
  const wake = () => runners.forEach((runner) => runner.wake());
  return {
    async set(id, when) {
      const due = findNextDue(when, now());
      rows.set({ id, when, due, latest: findNextDue(when, due) });
      wake();
    },
    async remove(id) {
      rows.remove(id);
    },
    async consume(handler) {
      const runner = createRunner(rows, handler, options);
      runners.push(runner);
      runner.wake();
    },
    close: async () => void (await Promise.all(runners.map((runner) => runner.stop()))),
  };
}

type Rows = ReturnType<typeof prepareRows>;

function prepareRows(
  database: SqliteDatabase,
  { now, firstRetryMs = 30_000, lockMs = 60_000 }: SqliteSchedulesOptions,
) {
  const set = database.prepare(`
    INSERT INTO schedules (id, cron, time_zone, due_at, free_at) VALUES (@id, @cron, @timeZone, @due, @due)
    ON CONFLICT (id) DO UPDATE SET cron = @cron, time_zone = @timeZone, due_at = @due, free_at = @due, attempts = 0
    WHERE cron <> @cron OR time_zone IS NOT @timeZone OR due_at > @latest`);
  const remove = database.prepare("DELETE FROM schedules WHERE id = ?");
  const claim = database.prepare(`
    UPDATE schedules SET free_at = @until, attempts = attempts + 1 WHERE id = (
      SELECT id FROM schedules WHERE free_at <= @now ORDER BY free_at LIMIT 1
    ) RETURNING *`);
  const renew = database.prepare("UPDATE schedules SET free_at = @until WHERE id = @id AND due_at = @due_at");
  const advance = database.prepare(
    "UPDATE schedules SET due_at = @next, free_at = @next, attempts = 0 WHERE id = @id AND due_at = @due_at",
  );
  const next = database.prepare("SELECT min(free_at) FROM schedules").pluck();
  const until = () => now() + lockMs;
  return {
    lockMs,
    set: ({ id, when, due, latest }: { id: string; when: When; due: number; latest: number }) =>
      void set.run({ id, cron: when.cron, timeZone: when.timeZone ?? null, due, latest }),
    remove: (id: string) => void remove.run(id),
    claim: () => claim.get({ now: now(), until: until() }) as ScheduleRow | undefined,
    renew: ({ id, due_at: due }: ScheduleRow) => void renew.run({ id, due_at: due, until: until() }),
    /** To the first due time after now: times missed in between are not made up for. */
    advance({ id, cron, time_zone: timeZone, due_at: due }: ScheduleRow) {
      const when = { cron, ...(timeZone !== null && { timeZone }) };
      advance.run({ id, due_at: due, next: findNextDue(when, Math.max(now(), due)) });
    },
    retry: ({ id, due_at: due, attempts: made }: ScheduleRow) =>
      void renew.run({ id, due_at: due, until: now() + firstRetryMs * 2 ** (made - 1) }),
    waitMs: () => Math.min(maxWaitMs, Math.max(0, ((next.get() as number | null) ?? Infinity) - now())),
  };
}

interface Runner {
  wake(): void;
  stop(): Promise<void>;
}

function createRunner(rows: Rows, handler: DueHandler, { logger }: SqliteSchedulesOptions): Runner {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (!stopped) {
      const row = rows.claim();
      if (!row) return;
      await handOut(row);
    }
  };
  const handOut = async (row: ScheduleRow) => {
    const renewal = setInterval(() => rows.renew(row), rows.lockMs / 3).unref();
    const due: Due = { id: row.id, at: new Date(row.due_at) };
    try {
      await handler(due);
      rows.advance(row);
    } catch (error) {
      logger.warn({ schedule: row.id, reason: describeError(error) }, "what was due has failed");
      if (row.attempts < attempts) rows.retry(row);
      else rows.advance(row);
    } finally {
      clearInterval(renewal);
    }
  };
  const wake = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(look, rows.waitMs()).unref();
  };
  const look = () => {
    running ??= run()
      .catch((error: unknown) => logger.warn({ reason: describeError(error) }, "schedules could not be read"))
      .finally(() => {
        running = undefined;
        wake();
      });
  };
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
