import { setTimeout as delay } from "node:timers/promises";
import { describeError } from "../../errors.js";

/** The outcome of a round: there is more to do, nothing to do for now, or nothing left to do. */
export type RoundOutcome = "more" | "idle" | "done";

export interface BackgroundRoundsOptions {
  readonly round: (signal: AbortSignal) => Promise<RoundOutcome>;
  /** Pauses after a round that found nothing to do, and after one that failed. */
  readonly idleMs: number;
  readonly retryMs: number;
  /** Called once for each distinct reason of failure. */
  readonly onFailure: (reason: string) => void;
}

/** Work in rounds that continues until it is done, despite failures. */
export interface BackgroundRounds {
  /** Why the last round failed; undefined while rounds succeed. */
  readonly failure: string | undefined;
  /** Does nothing if it is already running. */
  start(): void;
  /** Waits for the current round. */
  stop(): Promise<void>;
}

export function createBackgroundRounds({
  round,
  idleMs,
  retryMs,
  onFailure,
}: BackgroundRoundsOptions): BackgroundRounds {
  let failure: string | undefined;
  let running: { readonly ended: Promise<void>; readonly stopping: AbortController } | undefined;
  const tryRound = async (signal: AbortSignal): Promise<number | undefined> => {
    try {
      const outcome = await round(signal);
      failure = undefined;
      if (outcome === "done") return undefined;
      return outcome === "more" ? 0 : idleMs;
    } catch (error) {
      const reason = describeError(error);
      if (reason !== failure) onFailure(reason);
      failure = reason;
      return retryMs;
    }
  };
  const run = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const pauseMs = await tryRound(signal);
      if (pauseMs === undefined) break;
      if (pauseMs > 0) await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    running = undefined;
  };
  return {
    get failure() {
      return failure;
    },
    start() {
      if (running) return;
      const stopping = new AbortController();
      running = { stopping, ended: run(stopping.signal) };
    },
    async stop() {
      const stopped = running;
      stopped?.stopping.abort();
      await stopped?.ended;
    },
  };
}
