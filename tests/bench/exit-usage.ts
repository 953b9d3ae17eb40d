import { writeFileSync } from "node:fs";
import { readMemory } from "./process-memory.js";

/*
 * Loaded into a program that ends by itself: at its end, writes the CPU time of all its threads and its peak memory to
 * the file that PAPERKIN_BENCH_USAGE names.
 */

export interface ExitUsage {
  readonly cpuSeconds: number;
  /** NaN except on Linux. */
  readonly peakMib: number;
}

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const peakMib = process.platform === "linux" ? readMemory("self", "VmHWM") : Number.NaN;
  const usage: ExitUsage = { cpuSeconds: (user + system) / 1e6, peakMib };
  writeFileSync(process.env["PAPERKIN_BENCH_USAGE"] ?? "", JSON.stringify(usage));
});
