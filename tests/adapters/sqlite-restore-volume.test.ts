import { mkdir, readdir, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDataBackups } from "../../src/adapters/backup/data-backups.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { readTitles } from "../support/read-titles.js";
import { fillDisk, findMountObstacle, mountDisk, unmountDisks } from "../support/small-disk.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

const obstacle = findMountObstacle();
const options = { signal: new AbortController().signal, onProgress: () => undefined, force: false };
const createBackups = (folder: string) =>
  createDataBackups({ folder, version: "1", now: () => new Date("2026-01-02T03:04:05.678Z") });

async function withPapers(folder: string, titles: readonly string[]): Promise<readonly string[]> {
  const store = createSqliteStore({ folder, now: () => 0 });
  try {
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    const papers = titles.map((title) => makeCleanPaper({ title }));
    await store.papers.savePapers({ jobId, papers, rejected: [] });
  } finally {
    store.close();
  }
  return readTitles(folder);
}

describe.skipIf(obstacle)(
  `The root of a volume as mounted in a container${obstacle ? ` (skipped: ${obstacle})` : ""}`,
  () => {
    let root: string;
    let backup: string;
    let disk: string;
    beforeEach(async () => {
      root = await makeTemporaryFolder();
      backup = join(root, "backup");
      disk = mountDisk();
      await withPapers(join(root, "data"), ["One", "Two"]);
      await createBackups(join(root, "data")).writeBackup(backup, options);
    });
    afterEach(async () => {
      unmountDisks();
      await removeTemporaryFolders();
    });

    it("accepts a restore, and is overwritten only with --force", async () => {
      // A folder that belongs to the file system.
      await mkdir(join(disk, "lost+found"));
      expect((await createBackups(disk).restoreBackup(backup, options)).movedTo).toBeUndefined();
      expect(await withPapers(disk, ["Three"])).toEqual(["One", "Two", "Three"]);

      const again = (force: boolean) => createBackups(disk).restoreBackup(backup, { ...options, force });
      await expect(again(false)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("--force"),
      });
      expect(await readTitles(disk)).toEqual(["One", "Two", "Three"]);
      const { movedTo = "" } = await again(true);
      expect(await readTitles(disk)).toEqual(["One", "Two"]);
      expect(await readTitles(movedTo)).toEqual(["One", "Two", "Three"]);
      expect((await readdir(disk)).includes("lost+found")).toBe(true);
    });

    it("is left unchanged when it is full", async () => {
      await withPapers(disk, ["Mine"]);
      const before = await readdir(disk);
      const fill = await fillDisk(disk);
      // Space for the owner files, but not for the papers.
      await truncate(fill, (await stat(fill)).size - 64 * 1024);
      const restoring = createBackups(disk).restoreBackup(backup, { ...options, force: true });
      await expect(restoring).rejects.toMatchObject({
        code: "unavailable",
        message: expect.stringContaining("its disk is full"),
      });
      await rm(fill);
      expect((await readdir(disk)).filter((name) => !name.startsWith("owner."))).toEqual(before);
      expect(await readTitles(disk)).toEqual(["Mine"]);
    });

    it("accepts a backup only in a folder below it, and otherwise suggests one", async () => {
      const { writeBackup } = createBackups(join(root, "data"));
      await expect(writeBackup(disk, options)).rejects.toMatchObject({
        code: "conflict",
        message: `${disk} is the root of a volume: name a folder below it, such as ${join(disk, "backup")}.`,
      });
      expect(await readdir(disk)).toEqual([]);
      await writeBackup(join(disk, "backup"), options);
      await createBackups(join(root, "copy")).restoreBackup(join(disk, "backup"), options);
      expect(await readTitles(join(root, "copy"))).toEqual(["One", "Two"]);
    });
  },
);
