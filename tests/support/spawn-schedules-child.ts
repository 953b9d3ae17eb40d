import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { findCompiled } from "./spawn-program.js";

export interface SchedulesChildTask {
  readonly kind: "redis" | "postgres";
  readonly url: string;
  readonly namespace: string;
  /** `hold` never finishes what it is handed. */
  readonly role: "hold" | "work";
}

/** Starts a process on schedules; its lines arrive as it prints them. */
export function spawnSchedulesChild(task: SchedulesChildTask) {
  const child = spawn(process.execPath, [findCompiled("tests/support/schedules-child"), JSON.stringify(task)]);
  const exited = once(child, "exit");
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  child.stderr.pipe(process.stderr);
  return {
    lines,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
