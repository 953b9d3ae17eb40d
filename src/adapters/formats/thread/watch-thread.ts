import type { ReadProgress } from "./protocol.js";

export interface ThreadLimits {
  /** How long a thread may work without giving way: entries take milliseconds. */
  readonly entrySeconds: number;
  /** How long it may work, giving way, without a record and without taking bytes, as for the texts of a workbook. */
  readonly silentSeconds: number;
}

const tickMs = 1_000;

/**
 * Calls back once when a thread hangs on an entry. Counts ticks and not time: a process that was stopped, or slept with
 * its machine, has not used up the limit. Returns a function that ends the watch.
 */
export function watchThread(
  { turns, steps, waits }: ReadProgress,
  { entrySeconds, silentSeconds }: ThreadLimits,
  onHang: (afterSeconds: number) => void,
): () => void {
  let [seenTurns, seenSteps, still, silent] = [0, 0, 0, 0];
  const timer = setInterval(() => {
    const [now, done] = [Atomics.load(turns, 0), Atomics.load(steps, 0)];
    const isIdle = now === 0 || Atomics.load(waits, 0) === 1;
    still = isIdle || now !== seenTurns || done !== seenSteps ? 0 : still + 1;
    silent = isIdle || done !== seenSteps ? 0 : silent + 1;
    [seenTurns, seenSteps] = [now, done];
    const isStill = still * tickMs >= entrySeconds * 1_000;
    if (!isStill && silent * tickMs < silentSeconds * 1_000) return;
    clearInterval(timer);
    onHang(isStill ? entrySeconds : silentSeconds);
  }, tickMs);
  return () => clearInterval(timer);
}
