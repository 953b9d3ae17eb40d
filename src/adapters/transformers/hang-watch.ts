import type { ThreadProgress } from "./embed-thread.js";

export interface HangWatch {
  /** Does nothing while it runs. */
  start(): void;
  stop(): void;
}

const tickMs = 1_000;

/**
 * Calls back when the steps of a loaded thread have not changed for as long. Counts ticks and not time: a process that
 * was stopped, or slept with its machine, has not used up its limit. Ending a thread in the middle of ONNX can end the
 * process, so the limit is far beyond what any text takes.
 */
export function createHangWatch(
  { steps }: Pick<ThreadProgress, "steps">,
  limitSeconds: number,
  onHang: () => void,
): HangWatch {
  const limit = Math.ceil((limitSeconds * 1000) / tickMs);
  let timer: NodeJS.Timeout | undefined;
  let [seen, left] = [0, limit];
  const tick = () => {
    const now = Atomics.load(steps, 0);
    if (now !== seen) [seen, left] = [now, limit];
    // 0 while the model is being loaded.
    if (now !== 0) left -= 1;
    if (left <= 0) {
      stop();
      onHang();
    }
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    start() {
      if (timer) return;
      [seen, left] = [Atomics.load(steps, 0), limit];
      timer = setInterval(tick, tickMs);
    },
    stop,
  };
}
