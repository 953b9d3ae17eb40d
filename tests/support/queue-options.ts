import type { Logger } from "../../src/ports/logger.js";

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A logger whose lines tests can inspect. */
export function createLogCollector() {
  const lines: LogLine[] = [];
  const write = (level: keyof Logger) => (fields: LogLine["fields"], message: string) =>
    void lines.push({ level, message, fields });
  return {
    lines,
    logger: { info: write("info"), warn: write("warn"), error: write("error") } satisfies Logger,
  };
}

/** Delays short enough for tests; 3 tries, as the contract requires, or the default number. */
export function makeQueueOptions(logger: Logger = createLogCollector().logger, tries?: "default") {
  const times = { firstRetryMs: 5, maxRetryMs: 20, lockMs: 1_000, stalledCheckMs: 200 };
  return { logger, ...times, ...(tries !== "default" && { attempts: 3 }) };
}
