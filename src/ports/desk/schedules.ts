/**
 * Calls a handler at times of day, each due time once however many processes consume, over restarts and changes of
 * daylight saving. Methods throw `unavailable` when the database under it does not answer.
 */
export interface Schedules {
  /**
   * Adds a schedule, or changes it: its next due time is then the first one after now. A schedule that is the same
   * already keeps its due time, so that a start can set all of them, unless that is further away than the next but one:
   * the clock was set back. Throws `bad_input` for a `when` that no calendar
   * knows.
   *
   * @param id letters, digits, `:`, `_` and `-`; what comes before the first `:` says who is to handle it
   */
  set(id: string, when: When): Promise<void>;
  /** Does nothing for an unknown id. */
  remove(id: string): Promise<void>;
  /**
   * Starts the handler in this process. A due time goes to one consumer of all processes. If that process dies, or the
   * handler rejects, it is handed out again with the same `at`, some times with growing waits; then the next due time is
   * waited for. Times missed while nobody consumed are handed out as one, the first of them.
   */
  consume(handler: DueHandler): Promise<void>;
  /** Waits for running handlers. */
  close(): Promise<void>;
}

export type DueHandler = (due: Due) => Promise<void>;

export interface Due {
  readonly id: string;
  /** When it was due; the same each time that it is handed out. */
  readonly at: Date;
}

export interface When {
  /** Minute, hour, day of month, month, day of week; optionally seconds before them. */
  readonly cron: string;
  /**
   * A name of the IANA database, `UTC` by default. A local time that a day has twice counts once, the first time; one that
   * a day does not have counts as the first moment after the gap.
   */
  readonly timeZone?: string;
}
