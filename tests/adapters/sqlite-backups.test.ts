import { spawnSync } from "node:child_process";
import { mkdir, readdir, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";
import { openConnection, openDatabase } from "../../src/adapters/sqlite/open-database.js";
import { createDataBackups } from "../../src/adapters/backup/data-backups.js";
import { createSqliteCorpusScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { describeDataBackups } from "../contracts/data-backups.contract.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

const createBackups = (folder: string) =>
  createDataBackups({ folder, version: "1.2.3", now: () => new Date("2026-01-02T03:04:05.678Z") });

describeDataBackups("backups of a SQLite data folder", {
  createBackups,
  async openStore(folder) {
    const store = createSqliteStore({ folder, now: () => 0 });
    return {
      ...store,
      openScan: () => createSqliteCorpusScan({ folder }),
      setTime: () => undefined,
      close: async () => store.close(),
    };
  },
});

describe("a SQLite backup", { timeout: 120_000 }, () => {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  afterEach(removeTemporaryFolders);

  it("restores over a folder only when no process has it open", async () => {
    const root = await makeTemporaryFolder();
    const [data, target] = [join(root, "data"), join(root, "backup")];
    openDatabase(data, () => 0).close();
    await createBackups(data).writeBackup(target, options);
    const lock = lockDataFolder(data);
    const restore = () => createBackups(data).restoreBackup(target, { ...options, force: true });
    await expect(restore()).rejects.toMatchObject({ code: "folder_in_use" });
    lock.release();
    const aside = "before-20260102T030405Z";
    expect((await restore()).movedTo).toBe(join(data, aside));
    expect((await readdir(root)).toSorted()).toEqual(["backup", "data"]);
    expect((await readdir(data)).toSorted()).toEqual([aside, "owner.json", "owner.lock", "papers.sqlite"]);
    expect(await readdir(join(data, aside))).toEqual(["papers.sqlite"]);
  });

  it("restores into an existing empty folder", async () => {
    const root = await makeTemporaryFolder();
    const [data, target, copy] = [join(root, "data"), join(root, "backup"), join(root, "copy")];
    openDatabase(data, () => 0).close();
    await createBackups(data).writeBackup(target, options);
    lockDataFolder(copy).release();
    expect((await createBackups(copy).restoreBackup(target, { ...options, force: false })).movedTo).toBeUndefined();
    expect((await readdir(copy)).toSorted()).toEqual(["owner.json", "owner.lock", "papers.sqlite"]);
  });

  it("restores over a folder only when no process reads it", async () => {
    const root = await makeTemporaryFolder();
    const [data, target] = [join(root, "data"), join(root, "backup")];
    openDatabase(data, () => 0).close();
    lockDataFolder(data).release();
    await createBackups(data).writeBackup(target, options);
    const reader = openConnection(data, { readonly: true });
    reader.exec("BEGIN; SELECT * FROM papers");
    const restore = () => createBackups(data).restoreBackup(target, { ...options, force: true });
    await expect(restore()).rejects.toMatchObject({
      code: "folder_in_use",
      message: expect.stringContaining("is being read"),
    });
    expect((await readdir(data)).filter((name) => !/^owner|^papers\.sqlite/.test(name))).toEqual([]);
    reader.close();
    expect((await restore()).movedTo).toBeDefined();
  });

  it.each([
    ["garbage", (file: string) => writeFile(file, "this is no database, and it is longer than a header")],
    ["cut short", (file: string) => truncate(file, 8192)],
  ])("replaces a store that is %s", async (_flaw, breakStore) => {
    const root = await makeTemporaryFolder();
    const [data, target] = [join(root, "data"), join(root, "backup")];
    openDatabase(data, () => 0).close();
    await createBackups(data).writeBackup(target, options);
    await breakStore(join(data, "papers.sqlite"));
    await createBackups(data).restoreBackup(target, { ...options, force: true });
    const restored = openDatabase(data, () => 0);
    expect(restored.pragma("integrity_check", { simple: true })).toBe("ok");
    restored.close();
  });

  it("removes the remains of a killed restore", async () => {
    const root = await makeTemporaryFolder();
    const [data, target, copy] = [join(root, "data"), join(root, "backup"), join(root, "copy")];
    openDatabase(data, () => 0).close();
    await createBackups(data).writeBackup(target, options);
    await mkdir(join(copy, ".restore.partial", "indexes"), { recursive: true });
    await writeFile(join(copy, ".restore.partial", "papers.sqlite"), "half");
    await createBackups(copy).restoreBackup(target, { ...options, force: false });
    expect((await readdir(copy)).toSorted()).toEqual(["owner.json", "owner.lock", "papers.sqlite"]);
  });

  it("removes what killed backups left beside it, and nothing that may still be written", async () => {
    const root = await makeTemporaryFolder();
    const data = join(root, "data");
    openDatabase(data, () => 0).close();
    const ended = spawnSync(process.execPath, ["-e", ""]).pid;
    const leave = async (name: string, time: string) => {
      await mkdir(join(root, name));
      await writeFile(join(root, name, "papers.sqlite"), "half");
      await utimes(join(root, name, "papers.sqlite"), new Date(time), new Date(time));
    };
    await leave(`.weekly.${ended}-0a1b2c3d.partial`, "2026-01-01T03:00:00Z");
    await leave(`.running.${process.pid}-0a1b2c3d.partial`, "2026-01-01T03:00:00Z");
    await leave(`.recent.${ended}-0a1b2c3d.partial`, "2026-01-02T03:00:00Z");
    await leave(".mine.partial", "2026-01-01T03:00:00Z");
    await createBackups(data).writeBackup(join(root, "backup"), options);
    const kept = [".mine.partial", `.recent.${ended}-0a1b2c3d.partial`, `.running.${process.pid}-0a1b2c3d.partial`];
    expect((await readdir(root)).toSorted()).toEqual([...kept, "backup", "data"]);
  });

  it("is not written from a damaged store", async () => {
    const root = await makeTemporaryFolder();
    const data = join(root, "data");
    const database = openDatabase(data, () => 0);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    await truncate(join(data, "papers.sqlite"), 8192);
    const writing = createBackups(data).writeBackup(join(root, "backup"), options);
    await expect(writing).rejects.toMatchObject({ code: "damaged" });
    await writeFile(join(data, "papers.sqlite"), "this is no database, and it is longer than a header");
    const again = createBackups(data).writeBackup(join(root, "backup"), options);
    await expect(again).rejects.toMatchObject({ code: "damaged" });
    expect(await readdir(root)).toEqual(["data"]);
  });

  it("is not written from a store of a newer paperkin", async () => {
    const root = await makeTemporaryFolder();
    const database = openDatabase(join(root, "data"), () => 0);
    database.pragma("user_version = 99");
    database.close();
    const writing = createBackups(join(root, "data")).writeBackup(join(root, "backup"), options);
    await expect(writing).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("update paperkin"),
    });
    expect(await readdir(root)).toEqual(["data"]);
  });
});
