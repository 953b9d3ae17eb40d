import { pino } from "pino";
import { PinoPretty } from "pino-pretty";
import type { Logger } from "../../ports/logger.js";

export interface PinoLoggerOptions {
  /** `debug`, `info`, `warn`, `error` or `silent`. */
  readonly level: string;
  /** One plain line per message, for a terminal, instead of JSON. */
  readonly pretty: boolean;
  /** The output: 1 is stdout; 2 is stderr, which leaves a command's own output alone. */
  readonly fileDescriptor: 1 | 2;
}

export function createPinoLogger({ level, pretty, fileDescriptor }: PinoLoggerOptions): Logger {
  const people = { sync: true, singleLine: true, translateTime: "SYS:HH:MM:ss", destination: fileDescriptor };
  return pino(
    { level, base: null },
    pretty ? PinoPretty(people) : pino.destination({ dest: fileDescriptor, sync: true }),
  );
}
