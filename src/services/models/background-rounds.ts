import { setTimeout as delay } from "node:timers/promises";
import { describeError } from "../../errors.js";

/** What became of one round: there is more to do, nothing just now, or nothing any more. */
export type RoundOutcome = "more" | "idle" | "done";

export interface BackgroundRoundsOptions {
  readonly round: (signal: AbortSignal) => Promise<RoundOutcome>;
  /** Before the next round where there was nothing to do, and where one failed. */
  readonly idleMs: number;
  readonly retryMs: number;
  /** Told once of each reason for which rounds fail. */
  readonly onFailure: (reason: string) => void;
}

/** Work in rounds that goes on until it is done, whatever fails in between. */
export interface BackgroundRounds {
  /** Why the last round failed; undefined while rounds succeed. */
  readonly failure: string | undefined;
  /** Does nothing while it runs. */
  start(): void;
  /** Lets the round under way end. */
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
