import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";

export interface OldLayout {
  readonly layout: number;
  /** Makes the tables as they were. */
  readonly sql: string;
  /** Rows as they were written then. */
  readonly content: string;
  /** Milliseconds since 1970, now. */
  readonly nowMs: number;
}

export interface OldFolder {
  readonly folder: string;
  withDatabase<T>(use: (database: Database.Database) => T): T;
  /** Opens the folder with today's store, which moves it to today's layout, and closes it. */
  withStore<T>(use: (store: SqliteStore) => Promise<T>): Promise<T>;
}

/** A data folder of an earlier layout, new for every test. Whatever it holds, it ends with today's layout. */
export function describeOldFolder(
  { layout, sql, content, nowMs }: OldLayout,
  define: (opened: OldFolder) => void,
): void {
  describe(`a data folder of layout ${layout}`, () => {
    let folder: string;
    const withDatabase: OldFolder["withDatabase"] = (use) => {
      const database = new Database(join(folder, "papers.sqlite"));
      try {
        return use(database);
      } finally {
        database.close();
      }
    };
    const withStore: OldFolder["withStore"] = async (use) => {
      const store = createSqliteStore({ folder, now: () => nowMs });
      try {
        return await use(store);
      } finally {
        store.close();
      }
    };
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "paperkin-layout-"));
      withDatabase((database) => database.exec(`${sql}${content}PRAGMA user_version = ${layout};`));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    define({
      get folder() {
        return folder;
      },
      withDatabase,
      withStore,
    });

    it("ends with the very layout that a new folder gets", async () => {
      const readLayout = () =>
        withDatabase((database) => database.prepare("SELECT name, sql FROM sqlite_master ORDER BY name").all());
      await withStore(async () => undefined);
      const moved = readLayout();
      await rm(folder, { recursive: true });
      await withStore(async () => undefined);
      expect(moved).toEqual(readLayout());
    });
  });
}
