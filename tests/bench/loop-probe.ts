import { monitorEventLoopDelay } from "node:perf_hooks";

/*
 * Loaded into the server under test: answers a message with the p99 of the event loop's delay since the previous one.
 * It starts to measure at the first message, as a timer every millisecond would slow down earlier measurements.
 */

const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
process.on("message", () => {
  // The histogram records the time between two ticks of a timer; the excess over the timer's period is delay.
  process.send?.({ p99Ms: Math.max(0, histogram.percentile(99) / 1e6 - resolutionMs) });
  histogram.reset();
  histogram.enable();
});
process.channel?.unref();
