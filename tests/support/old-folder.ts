import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";

export interface OldLayout {
  readonly layout: number;
  /** Creates the tables of that layout. */
  readonly sql: string;
  /** Inserts rows as they were written in that layout. */
  readonly content: string;
  /** The store's clock, in milliseconds since 1970. */
  readonly nowMs: number;
}

export interface OldFolder {
  readonly folder: string;
  withDatabase<T>(use: (database: Database.Database) => T): T;
  /** Opens the folder with today's store, which migrates it, and closes it. */
  withStore<T>(use: (store: SqliteStore) => Promise<T>): Promise<T>;
}

/** A data folder of an earlier layout, new for every test. Asserts that it ends with today's layout. */
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

    it("ends with the tables, columns, keys and indexes of a new folder", async () => {
      await withStore(async () => undefined);
      const moved = withDatabase(describeSchema);
      await rm(folder, { recursive: true });
      await withStore(async () => undefined);
      expect(moved).toEqual(withDatabase(describeSchema));
    });
  });
}

/** The schema without comments and without the order of the columns. */
function describeSchema(database: Database.Database): unknown {
  const columns = database.prepare(
    `SELECT t.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk FROM pragma_table_list t
     JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' ORDER BY t.name, c.name`,
  );
  const rest = database.prepare(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY type, name",
  );
  const keys = database.prepare(
    `SELECT t.name AS "table", k."from", k."table" AS parent, k.on_delete FROM pragma_table_list t
     JOIN pragma_foreign_key_list(t.name) k WHERE t.schema = 'main' ORDER BY t.name, k."from"`,
  );
  const squeeze = (sql: unknown) => String(sql).replaceAll(/["\s]+/g, " ");
  const others = (rest.all() as { sql: unknown }[]).map((row) => ({ ...row, sql: squeeze(row.sql) }));
  return { columns: columns.all(), keys: keys.all(), others };
}
