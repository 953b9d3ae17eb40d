import { readFileSync } from "node:fs";

/** Resident memory of a process in MiB: `VmRSS` now and `VmHWM` at its peak; Linux only. */
export function readMemory(pid: number | "self", field: "VmRSS" | "VmHWM"): number {
  const kibibytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kibibytes ?? Number.NaN) / 1024);
}
