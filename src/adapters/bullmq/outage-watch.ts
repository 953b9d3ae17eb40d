import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";

/** Turns the flood of errors that a lost backend causes into two log lines: it is gone, it is back. */
export interface OutageWatch {
  /** Takes any error of a connection or of a worker. */
  report(error: unknown): void;
  isDown(): boolean;
  stop(): void;
}

export interface OutageWatchOptions {
  /** The backend's name, without a password. */
  readonly name: string;
  readonly logger: Logger;
  /** Resolves when the backend answers. */
  readonly probe: () => Promise<unknown>;
}

const probeIntervalMs = 500;
const quietMs = 10_000;

export function createOutageWatch(options: OutageWatchOptions): OutageWatch {
  const { name, logger } = options;
  let down = false;
  let stopped = false;
  let lastWarningMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const probeLater = () => {
    timer = setTimeout(() => void probe(), probeIntervalMs).unref();
  };
  const probe = async () => {
    const answers = await options.probe().then(
      () => true,
      () => false,
    );
    if (stopped) return;
    if (!answers) return probeLater();
    down = false;
    logger.info({ queue: name }, "the queue is back");
  };

  return {
    report(error) {
      if (stopped || down) return;
      if (isConnectionError(error)) {
        down = true;
        logger.warn(
          { queue: name, reason: describeError(error) },
          "the queue cannot be reached; trying until it is back",
        );
        probeLater();
      } else if (performance.now() - lastWarningMs > quietMs) {
        // A worker that meets the same trouble again and again must not fill the log.
        lastWarningMs = performance.now();
        logger.warn({ queue: name, reason: describeError(error) }, "the queue had trouble with a batch");
      }
    },
    isDown: () => down,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const connectionCodes = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENETUNREACH|ENOENT|08|57P0|53300)/;
const connectionMessages =
  /connection is closed|connection terminated|connection lost|not writ|timed out|timeout exceeded/i;

/** Codes are those of Node's sockets and PostgreSQL's SQLSTATE classes 08 and 57P0; ioredis has only messages. */
function isConnectionError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return connectionCodes.test(code) || connectionMessages.test(describeError(error));
}
