import { existsSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BackupManifest, CopyOptions } from "../../src/domain/backup/backup.js";
import type { DataBackups } from "../../src/ports/backup/data-backups.js";
import { makePapers } from "../support/generated-papers.js";
import { keepEmbedded, keepPapers, type StoreUnderTest } from "../support/store-under-test.js";

export interface BackupsUnderTest {
  createBackups(folder: string): DataBackups;
  /** Opens the store of a data folder. */
  openStore(folder: string): Promise<StoreUnderTest>;
}

const quiet = (): CopyOptions => ({ signal: new AbortController().signal, onProgress: () => undefined });

async function listIds({ papers }: StoreUnderTest): Promise<readonly string[]> {
  return (await papers.listPapers({ limit: 100_000 })).papers.map(({ id }) => id);
}

/** Keeps the length, so that only a checksum reveals the damage. */
async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
}

export function describeDataBackups(name: string, { createBackups, openStore }: BackupsUnderTest): void {
  describe(name, { timeout: 120_000 }, () => {
    let root: string;
    let folder: string;
    let target: string;
    let store: StoreUnderTest;
    let backups: DataBackups;
    beforeEach(async () => {
      root = await mkdtemp(join(tmpdir(), "paperkin-backups-"));
      [folder, target] = [join(root, "data"), join(root, "backup")];
      await mkdir(join(folder, "indexes"), { recursive: true });
      await writeFile(join(folder, "indexes", "one.json"), '{"file":"one-1.bin"}');
      await writeFile(join(folder, "indexes", "one-1.bin"), Buffer.alloc(1_500_000, 7));
      await writeFile(join(folder, "indexes", "one-2.bin.tmp"), "half");
      store = await openStore(folder);
      await keepPapers(store, makePapers(50));
      await keepEmbedded(store, [{ id: "embedded", title: "Embedded", vector: [0.6, 0.8] }]);
      backups = createBackups(folder);
    });
    afterEach(async () => {
      await store.close();
      await rm(root, { recursive: true, force: true });
    });

    const write = (options = quiet()) => backups.writeBackup(target, options);
    const restoreTo = (place: string, force = false) =>
      createBackups(place).restoreBackup(target, { ...quiet(), force });
    const readAll = async (place: string) => {
      const opened = await openStore(place);
      try {
        const found = await opened.papers.findPaper("embedded");
        const vectors = await opened.vectors.readVectors([found?.ordinal ?? 0]);
        return { ids: await listIds(opened), storeId: opened.changes.storeId, vectors: [...vectors.values()] };
      } finally {
        await opened.close();
      }
    };

    it("copy the store and the saved indexes, and report their content", async () => {
      const manifest = await write();
      expect(manifest).toMatchObject({ format: 1, papers: 51, embedded: 1, storeId: store.changes.storeId });
      expect(manifest.lastChange).toBe(await store.changes.readLastChange());
      expect(manifest.files.map(({ path }) => path)).toEqual([
        "papers.sqlite",
        "indexes/one-1.bin",
        "indexes/one.json",
      ]);
      expect(JSON.parse(await readFile(join(target, "backup.json"), "utf8"))).toEqual(manifest);
      expect((await readdir(root)).toSorted()).toEqual(["backup", "data"]);
    });

    it("restore the state at the time of the backup, without papers added later", async () => {
      await write();
      await keepPapers(store, [{ id: "later", title: "Later" }]);
      const copy = join(root, "new", "copy");
      const { manifest, movedTo } = await restoreTo(copy);
      expect([manifest.papers, movedTo]).toEqual([51, undefined]);
      const { ids, storeId, vectors } = await readAll(copy);
      expect(ids).toEqual([...makePapers(50).map(({ id }) => id), "embedded"]);
      expect([storeId, vectors]).toEqual([store.changes.storeId, [Float32Array.of(0.6, 0.8)]]);
      expect(await readFile(join(copy, "indexes", "one-1.bin"))).toEqual(Buffer.alloc(1_500_000, 7));
    });

    it("hold every paper saved before they started exactly once, while more papers arrive", async () => {
      let done = false;
      const keeping = (async () => {
        for (let from = 1000; !done; from += 20) {
          await keepPapers(store, makePapers(20, from));
          await yieldToEventLoop();
        }
      })();
      const manifest = await write().finally(() => (done = true));
      await keeping;
      const copy = join(root, "copy");
      await restoreTo(copy);
      const { ids } = await readAll(copy);
      expect(ids).toEqual(expect.arrayContaining([...makePapers(50).map(({ id }) => id), "embedded"]));
      expect([new Set(ids).size, ids.length]).toEqual([manifest.papers, manifest.papers]);
      // Papers are saved in whole slices, so the backup holds whole slices.
      expect((ids.length - 51) % 20).toBe(0);
    });

    it("report their progress", async () => {
      const seen: (readonly [number, number])[] = [];
      await write({ ...quiet(), onProgress: (done, total) => seen.push([done, total]) });
      expect(seen.length).toBeGreaterThan(1);
      expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((one, other) => one - other));
      expect(seen.at(-1)?.[1]).toBeGreaterThan(1_500_000);
    });

    it("leave nothing behind when aborted", async () => {
      const stop = new AbortController();
      const onProgress = () => stop.abort(new Error("stopped"));
      await expect(write({ signal: stop.signal, onProgress })).rejects.toThrow("stopped");
      expect(await readdir(root)).toEqual(["data"]);
      await write();
      const again = new AbortController();
      const restoring = createBackups(join(root, "copy")).restoreBackup(target, {
        signal: again.signal,
        onProgress: () => again.abort(new Error("stopped")),
        force: false,
      });
      await expect(restoring).rejects.toThrow("stopped");
      expect((await readdir(root)).toSorted()).toEqual(["backup", "data"]);
    });

    it("do not overwrite an existing file", async () => {
      await writeFile(target, "mine");
      await expect(write()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("is there already"),
      });
      expect(await readFile(target, "utf8")).toBe("mine");
    });

    it("reject a source folder that does not exist", async () => {
      const nowhere = createBackups(join(root, "nowhere"));
      await expect(nowhere.writeBackup(target, quiet())).rejects.toMatchObject({ code: "not_found" });
      expect(existsSync(target)).toBe(false);
    });

    it("restore over existing papers only when forced, and move those aside", async () => {
      await write();
      const copy = join(root, "copy");
      await restoreTo(copy);
      await expect(restoreTo(copy)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("--force"),
      });
      const { movedTo = "" } = await restoreTo(copy, true);
      expect(movedTo).toMatch(/copy\/before-\d{8}T\d{6}Z$/);
      expect((await readAll(movedTo)).ids).toHaveLength(51);
      expect((await readAll(copy)).ids).toHaveLength(51);
      expect(await readFile(join(movedTo, "indexes", "one.json"), "utf8")).toContain("one-1.bin");
    });

    it.each([
      ["is longer", (file: string) => appendFile(file, "x")],
      ["has one flipped byte", flipByte],
      ["is missing", (file: string) => rm(file)],
    ])("reject a restore when a file %s, and leave the folder unchanged", async (_flaw, damage) => {
      await write();
      const copy = join(root, "copy");
      await restoreTo(copy);
      await damage(join(target, "indexes", "one-1.bin"));
      await expect(restoreTo(copy, true)).rejects.toMatchObject({
        code: "damaged",
        message: expect.stringContaining("indexes/one-1.bin"),
      });
      expect((await readdir(root)).toSorted()).toEqual(["backup", "copy", "data"]);
      expect((await readAll(copy)).ids).toHaveLength(51);
    });

    it.each<[string, (manifest: BackupManifest) => unknown, string]>([
      ["a newer paperkin", (manifest) => ({ ...manifest, format: 99, more: true }), "conflict"],
      ["a newer layout of the store", (manifest) => ({ ...manifest, layout: 99 }), "conflict"],
      ["an unknown program", () => ({ hello: 1 }), "damaged"],
      [
        "a program that would write outside the folder",
        ({ files, ...manifest }) => ({ ...manifest, files: [...files, { ...files[0], path: "../out" }] }),
        "damaged",
      ],
    ])("reject a restore from %s", async (_writer, change, code) => {
      const manifest = await write();
      await writeFile(join(target, "backup.json"), JSON.stringify(change(manifest)));
      await expect(restoreTo(join(root, "copy"))).rejects.toMatchObject({ code });
      expect((await readdir(root)).toSorted()).toEqual(["backup", "data"]);
    });

    it("reject a folder that is not a backup", async () => {
      await expect(restoreTo(join(root, "copy"))).rejects.toMatchObject({ code: "not_found" });
    });
  });
}
