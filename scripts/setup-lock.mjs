import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./run-step.mjs";

/*
 * Two set-ups of one checkout at the same time (a start during a test) would delete each other's node_modules. mkdir is
 * atomic, so the process that creates the folder holds the lock. The folder is outside the checkout because `npm ci`
 * empties node_modules.
 */
const folder = join(tmpdir(), `paperkin-setup-${createHash("sha256").update(root).digest("hex").slice(0, 16)}`);
const ownerFile = join(folder, "pid");
const heartbeatMs = 2_000;
const staleAfterMs = 20_000;
const pollMs = 200;

/** Runs `work` while no other set-up of this checkout runs. The lock of a dead owner is released. */
export async function withSetupLock(work) {
  await takeLock();
  const heartbeat = setInterval(() => utimesSync(folder, new Date(), new Date()), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeLock() {
  let isReported = false;
  while (!makeFolder()) {
    if (isStale()) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!isReported) process.stderr.write("setup: waiting for another set-up of this folder\n");
    isReported = true;
    await sleep(pollMs);
  }
  writeFileSync(ownerFile, String(process.pid));
}

function makeFolder() {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** The owner has ended, or has not renewed its lock for so long that another process may have its id. */
function isStale() {
  try {
    if (Date.now() - statSync(folder).mtimeMs > staleAfterMs) return true;
    process.kill(Number(readFileSync(ownerFile, "utf8")) || process.pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
