import { createPinoLogger } from "../adapters/pino/logger.js";
import type { Config } from "../config.js";
import type { Logger } from "../ports/logger.js";

export interface LoggerOptions {
  readonly fileDescriptor: 1 | 2;
  readonly level?: string;
}

export function createLogger(config: Config, { fileDescriptor, level = config.logLevel }: LoggerOptions): Logger {
  const pretty = (fileDescriptor === 1 ? process.stdout : process.stderr).isTTY === true;
  return createPinoLogger({ level, pretty, fileDescriptor });
}
