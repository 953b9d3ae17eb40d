import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeError } from "../../src/errors.js";

/** Room for the store and PGlite's 40 MB, and small enough to fill quickly. */
const diskSize = "96m";
const disks: string[] = [];

/** A separate in-memory disk for a test. */
export function mountDisk(): string {
  const disk = mkdtempSync(join(tmpdir(), "paperkin-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskSize}`, "paperkin-test", disk], { stdio: "pipe" });
  } catch (error) {
    rmSync(disk, { recursive: true });
    throw error;
  }
  disks.push(disk);
  return disk;
}

export function makeReadOnly(disk: string): void {
  execFileSync("mount", ["-o", "remount,ro", disk], { stdio: "pipe" });
}

/** Unmounts the disks; for `afterEach`, once nothing runs on them. */
export function unmountDisks(): void {
  for (const disk of disks.splice(0)) {
    execFileSync("umount", [disk], { stdio: "pipe" });
    rmSync(disk, { recursive: true });
  }
}

/** Fills the disk to the last byte. @returns the file that occupies it */
export async function fillDisk(disk: string): Promise<string> {
  const path = join(disk, "fill");
  const file = await open(path, "w");
  const isFull = (error: NodeJS.ErrnoException) => {
    if (error.code === "ENOSPC") return { bytesWritten: 0 };
    throw error;
  };
  try {
    for (const size of [1 << 20, 4096]) {
      while ((await file.write(Buffer.alloc(size)).catch(isFull)).bytesWritten > 0);
    }
  } finally {
    await file.close();
  }
  return path;
}

/** Why tests with a separate disk are skipped: only root can mount, and not in every container. */
export function findMountObstacle(): string | undefined {
  try {
    mountDisk();
    unmountDisks();
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted here: ${describeError(error).split("\n")[0]}`;
  }
}
