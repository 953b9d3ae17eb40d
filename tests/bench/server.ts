import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ProbeMessage, Usage } from "./loop-probe.js";
import { readMemory } from "./process-memory.js";

export interface BenchServer {
  readonly url: string;
  /** From the start of the process until it is ready: every paper can be found. */
  readonly startMs: number;
  /** Resident memory now and at its peak, in MiB; Linux only. */
  readMemory(): number;
  readPeakMemory(): number;
  /** p99 of the event loop's delay since the last call, in milliseconds. */
  readLoopDelay(): Promise<number>;
  readUsage(): Promise<Usage>;
  stop(): Promise<void>;
}

const ownMain = fileURLToPath(new URL("../../src/main.js", import.meta.url));

/** The API in a separate process, as `npm start` runs it, on a free port. */
export async function startServer(
  dataDir: string,
  env: Record<string, string> = {},
  main = ownMain,
): Promise<BenchServer> {
  const startedAt = performance.now();
  const probe = fileURLToPath(new URL("./loop-probe.js", import.meta.url));
  await rm(join(dataDir, "owner.json"), { force: true });
  const child = spawn(process.execPath, ["--import", probe, main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: "0", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = await waitForUrl(child, dataDir);
  return {
    url,
    startMs: performance.now() - startedAt,
    readMemory: () => readMemory(child.pid ?? 0, "VmRSS"),
    readPeakMemory: () => readMemory(child.pid ?? 0, "VmHWM"),
    readLoopDelay: async () => (await askProbe<{ p99Ms: number }>(child, "loop-delay")).p99Ms,
    readUsage: () => askProbe<Usage>(child, "usage"),
    async stop() {
      child.kill("SIGINT");
      await once(child, "exit");
    },
  };
}

async function askProbe<Answer>(child: ChildProcess, message: ProbeMessage): Promise<Answer> {
  const answer = once(child, "message") as Promise<[Answer]>;
  child.send(message);
  return (await answer)[0];
}

async function waitForUrl(child: ChildProcess, dataDir: string): Promise<string> {
  const file = join(dataDir, "owner.json");
  while (child.exitCode === null) {
    const owner = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8") || "{}") as { url?: string }) : {};
    if (owner.url !== undefined && (await fetch(`${owner.url}/readyz`)).ok) return owner.url;
    await delay(10);
  }
  throw new Error(`the server ended with ${child.exitCode}`);
}
