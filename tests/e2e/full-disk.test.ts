import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeError } from "../../src/errors.js";
import { beePaper, beeQuestion, makePapers } from "../support/generated-papers.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, spawnServer } from "../support/spawn-server.js";
import { modelMissing } from "../support/test-model.js";

/** Room for the store and PGlite's 40 MB, and small enough to be filled at once. */
const diskSize = "96m";
const disks: string[] = [];
const missing = modelMissing ?? findMountObstacle();
const reason = missing ? ` (skipped: ${missing})` : "";
const total = sampleCount + 201;

describe.skipIf(missing)(`A disk that is full${reason}`, () => {
  afterEach(async () => {
    await endPrograms();
    for (const disk of disks.splice(0)) unmountDisk(disk);
  });

  it("refuses new papers in plain words, still answers, and needs no restart once there is space", async () => {
    const disk = mountDisk();
    const server = await spawnServer(join(disk, "data"));
    await server.api.untilComplete(sampleCount);
    const fill = await fillDisk(disk);
    const refused = await server.api.sendPapers([...makePapers(200), beePaper]);
    expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(refused.body.detail).toContain("papers.sqlite cannot be written (database or disk is full)");
    expect(refused.body.detail).toContain("free some space");
    for (const mode of ["keyword", "semantic", "hybrid"] as const) {
      expect(await server.api.search("fine-tuning with few trainable parameters", mode)).toHaveLength(10);
    }
    expect(await server.api.listIds()).toHaveLength(sampleCount);

    await rm(fill);
    const accepted = await server.api.sendPapers([...makePapers(200), beePaper]);
    expect(accepted).toMatchObject({ status: 202, body: { job: { counts: { total: 201, accepted: 201 } } } });
    await server.api.untilComplete(total);
    expect((await server.api.search(beeQuestion, "semantic"))[0]).toBe(beePaper.id);
    expect(await server.end("SIGTERM")).toBe(0);
  }, 240_000);
});

/** Writes until the disk holds no byte more. @returns the file that is in the way */
async function fillDisk(disk: string): Promise<string> {
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

function mountDisk(): string {
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

function unmountDisk(disk: string): void {
  execFileSync("umount", [disk], { stdio: "pipe" });
  rmSync(disk, { recursive: true });
}

/** Only root may mount, and not in every container. */
function findMountObstacle(): string | undefined {
  try {
    mountDisk();
    unmountDisk(disks.pop() ?? "");
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted here: ${describeError(error).split("\n")[0]}`;
  }
}
