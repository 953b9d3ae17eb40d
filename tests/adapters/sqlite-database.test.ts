import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaVersion } from "../../src/adapters/sqlite/schema.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import { AppError } from "../../src/errors.js";
import { makeCleanPaper } from "../support/clean-papers.js";

describe("the store's file", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-file-"));
    file = join(folder, "papers.sqlite");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const withStore = async <T>(use: (store: SqliteStore) => Promise<T>): Promise<T> => {
    const store = createSqliteStore({ folder, now: () => 0 });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const keepPapers = (store: SqliteStore, count: number) =>
    store.jobs.createJob(new Date(0)).then(({ id: jobId }) => {
      const papers = Array.from({ length: count }, (_, index) =>
        makeCleanPaper({ id: `p${index}`, title: `Paper ${index}`, abstract: "x".repeat(500) }),
      );
      return store.papers.savePapers({ jobId, papers, rejected: [] });
    });
  const readRefusal = () => {
    try {
      void createSqliteStore({ folder, now: () => 0 }).close();
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, message: error.message };
      throw error;
    }
    return undefined;
  };

  it("keeps papers, changes and identity when reopened", async () => {
    const before = await withStore(async (store) => {
      await keepPapers(store, 3);
      return { storeId: store.changes.storeId, lastChange: await store.changes.readLastChange() };
    });
    await withStore(async (store) => {
      expect({ storeId: store.changes.storeId, lastChange: await store.changes.readLastChange() }).toEqual(before);
      expect((await store.papers.listPapers({ limit: 10 })).papers.map(({ id }) => id)).toEqual(["p0", "p1", "p2"]);
    });
  });

  it("is created with its folder", async () => {
    folder = join(folder, "deep", "er");
    await withStore(async (store) => expect(await store.papers.countPapers()).toMatchObject({ papers: 0 }));
  });

  it("is rejected and left unchanged when a newer paperkin wrote it", async () => {
    await withStore((store) => keepPapers(store, 1));
    const database = new Database(file);
    database.pragma(`user_version = ${schemaVersion + 1}`);
    database.close();
    const message = `${file} was written by a newer paperkin (layout ${schemaVersion + 1}, this one knows ${schemaVersion}): update paperkin.`;
    expect(readRefusal()).toEqual({ code: "conflict", message });
    expect(readRefusal()).toEqual({ code: "conflict", message });
  });

  it("is damaged when it is not a database", async () => {
    await writeFile(file, "this is no database ".repeat(100));
    expect(readRefusal()).toEqual({
      code: "damaged",
      message: expect.stringMatching(/The store .* is damaged .* Restore it from a backup\.$/),
    });
  });

  it("is damaged when half of it is missing", async () => {
    await withStore((store) => keepPapers(store, 200));
    await truncate(file, 60_000);
    const reading = withStore((store) => store.papers.listPapers({ limit: 1000 }));
    await expect(reading).rejects.toMatchObject({ code: "damaged" });
  });

  it("cannot be opened when a folder has its name", async () => {
    await mkdir(file);
    expect(readRefusal()).toEqual({ code: "unavailable", message: expect.stringContaining(`the store ${file}`) });
  });
});
