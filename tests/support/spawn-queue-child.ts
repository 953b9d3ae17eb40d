import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { findCompiled } from "./spawn-program.js";

export interface ChildTask {
  readonly kind: "redis" | "postgres" | "pglite";
  readonly url?: string;
  readonly folder?: string;
  readonly namespace?: string;
  /** `hold` reserves one batch and never finishes it; `work` publishes batches, waits for them, closes and exits. */
  readonly role: "hold" | "work";
  readonly publish: readonly string[];
  /** How far ahead the clock of the process is, as if it were corrected after the process ends. Default 0. */
  readonly clockAheadMs?: number;
}

/** Starts a process on a queue; its lines arrive as it prints them. */
export function spawnQueueChild(task: ChildTask) {
  const script = findCompiled("tests/support/embed-queue-child");
  const child = spawn(process.execPath, [script, JSON.stringify(task)]);
  const exited = once(child, "exit");
  const lines: string[] = [];
  let errors = "";
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  return {
    lines,
    readErrors: () => errors,
    /** Resolves with the exit code when the process exits. */
    ended: async () => (await exited)[0] as number | null,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
