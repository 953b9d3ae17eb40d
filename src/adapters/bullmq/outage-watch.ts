import { describeError } from "../../errors.js";
import type { Logger } from "../../ports/logger.js";

/** Turns the flood of errors of a lost backend into two log lines: it is unreachable, it is back. */
export interface OutageWatch {
  /** Takes any error of a connection, a command or a worker; the backend is asked whether it is still there. */
  report(error: unknown): void;
  /** Takes the error of a lost connection. */
  reportLost(error: unknown): void;
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

export function createOutageWatch({ name, logger, probe }: OutageWatchOptions): OutageWatch {
  let down = false;
  let stopped = false;
  let checking = false;
  let lastWarningMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const answers = () =>
    probe().then(
      () => true,
      () => false,
    );
  const waitUntilBack = async () => {
    const isBack = await answers();
    if (stopped) return;
    if (!isBack) return probeLater();
    down = false;
    logger.info({ queue: name }, "the queue is back");
  };
  const probeLater = () => {
    timer = setTimeout(() => void waitUntilBack(), probeIntervalMs).unref();
  };
  const reportLost = (error: unknown) => {
    if (stopped || down) return;
    down = true;
    logger.warn({ queue: name, reason: describeError(error) }, "the queue cannot be reached; trying until it is back");
    probeLater();
  };
  // Few of these errors have a code, and a batch can fail while the backend is fine: only a probe shows which it is.
  const check = async (error: unknown) => {
    checking = true;
    const isThere = await answers();
    checking = false;
    if (!isThere) return reportLost(error);
    if (stopped || performance.now() - lastWarningMs <= quietMs) return;
    // A worker that fails again and again must not fill the log.
    lastWarningMs = performance.now();
    logger.warn({ queue: name, reason: describeError(error) }, "the queue reported an error");
  };

  return {
    report(error) {
      if (!stopped && !down && !checking) void check(error);
    },
    reportLost,
    isDown: () => down,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
