import { monitorEventLoopDelay } from "node:perf_hooks";

/*
 * Loaded into the server under test: answers a message with the p99 of the event loop's delay since the previous one, or
 * with what the process uses. It starts to measure the delay at the first such message, as a timer every millisecond
 * would slow down earlier measurements.
 */

export type ProbeMessage = "loop-delay" | "usage";

/** CPU time of all threads since the start of the process, and resident memory now. */
export interface Usage {
  readonly cpuMs: number;
  readonly memoryMib: number;
}

const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
process.on("message", (message: ProbeMessage) => {
  process.send?.(message === "usage" ? readUsage() : readDelay());
});
process.channel?.unref();

function readUsage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, memoryMib: process.memoryUsage.rss() / 2 ** 20 };
}

function readDelay(): { p99Ms: number } {
  // The histogram records the time between two ticks of a timer; the excess over the timer's period is delay.
  const p99Ms = Math.max(0, histogram.percentile(99) / 1e6 - resolutionMs);
  histogram.reset();
  histogram.enable();
  return { p99Ms };
}
