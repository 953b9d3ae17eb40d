import { monitorEventLoopDelay } from "node:perf_hooks";

/*
 * Loaded into the server under test: answers a message with the p99 of the event loop's delay since the last one. It
 * measures from the first message on: a timer every millisecond would slow down what is timed before.
 */

const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
process.on("message", () => {
  // The histogram holds the time between two ticks of a timer; what is beyond the timer's own period is delay.
  process.send?.({ p99Ms: Math.max(0, histogram.percentile(99) / 1e6 - resolutionMs) });
  histogram.reset();
  histogram.enable();
});
process.channel?.unref();
