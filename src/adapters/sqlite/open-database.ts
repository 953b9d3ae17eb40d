import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError, describeError } from "../../errors.js";
import { dataFolderNames } from "../data-folder.js";
import { migrations } from "./migrations.js";
import { schema, schemaVersion } from "./schema.js";

export type SqliteDatabase = Database.Database;

/**
 * Opens the store of a data folder, and creates it if needed. In SQL, `now_ms()` is the time in milliseconds. Throws
 * `damaged` or `conflict`, saying what to do. Its statements and transactions throw converted errors.
 */
export function openDatabase(folder: string, now: () => number): SqliteDatabase {
  mkdirSync(folder, { recursive: true });
  const file = databaseFile(folder);
  const database = connect(file);
  try {
    // WAL lets reads and a write run at the same time. Syncing to disk and moving the log into the file take many
    // milliseconds: both run off the event loop (`flushLog`, and the checkpoints of the scan thread).
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = NORMAL");
    database.pragma("wal_autocheckpoint = 0");
    database.pragma("journal_size_limit = 4194304");
    database.pragma("foreign_keys = ON");
    database.function("now_ms", now);
    prepareSchema(database, file);
    return convertErrors(database);
  } catch (error) {
    database.close();
    throw wrapStoreError(error, file);
  }
}

/** Opens an empty store in a temporary file, which disappears when it is closed. */
export function openScratchDatabase(now: () => number): SqliteDatabase {
  const database = new Database("");
  database.pragma("journal_mode = MEMORY");
  database.pragma("synchronous = OFF");
  database.pragma("foreign_keys = ON");
  database.function("now_ms", now);
  database.exec(schema);
  return convertErrors(database);
}

/** Opens another connection to a store, to read from it or to move its log into the file. */
export function openConnection(folder: string, { readonly }: { readonly: boolean }): SqliteDatabase {
  return new Database(databaseFile(folder), { readonly, fileMustExist: true });
}

/** Makes everything committed so far survive a power cut; without this call it survives only the end of the process. */
export async function flushLog(database: SqliteDatabase): Promise<void> {
  const log = await open(`${database.name}-wal`, "r");
  try {
    await log.datasync();
  } finally {
    await log.close();
  }
}

/** Converts SQLite's errors: a full or read-only disk is `unavailable`, a broken file `damaged`. */
export function wrapStoreError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(error.code)) {
    const advice = "free some space on its disk and check its permissions";
    return new AppError("unavailable", `The store ${file} cannot be written (${error.message}): ${advice}.`, {
      cause: error,
    });
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) {
    return new AppError("damaged", `The store ${file} is damaged (${error.message}). Restore it from a backup.`, {
      cause: error,
    });
  }
  return error;
}

/** Converts errors where statements and transactions run, so that no port has to. */
function convertErrors(database: SqliteDatabase): SqliteDatabase {
  const convert =
    <P extends unknown[], R>(call: (...parameters: P) => R) =>
    (...parameters: P): R => {
      try {
        return call(...parameters);
      } catch (error) {
        throw wrapStoreError(error, database.name);
      }
    };
  const prepare = database.prepare.bind(database);
  const begin = database.transaction.bind(database);
  return Object.assign(database, {
    prepare(sql: string) {
      const statement = prepare(sql);
      const [run, get, all] = [statement.run, statement.get, statement.all].map((call) =>
        convert(call.bind(statement)),
      );
      return Object.assign(statement, { run, get, all });
    },
    transaction(task: (...parameters: unknown[]) => unknown) {
      const { deferred, immediate, exclusive } = begin(task);
      const modes = { deferred: convert(deferred), immediate: convert(immediate), exclusive: convert(exclusive) };
      return Object.assign(convert(deferred), modes);
    },
  });
}

function databaseFile(folder: string): string {
  return join(folder, dataFolderNames.store);
}

function connect(file: string): SqliteDatabase {
  try {
    return new Database(file);
  } catch (error) {
    throw new AppError("unavailable", `Cannot open the store ${file}: ${describeError(error)}`, { cause: error });
  }
}

/** Throws `conflict` for a layout newer than this version of paperkin knows. */
export function readLayout(database: SqliteDatabase, file: string): number {
  const version = database.pragma("user_version", { simple: true }) as number;
  if (version <= schemaVersion) return version;
  throw new AppError(
    "conflict",
    `${file} was written by a newer paperkin (layout ${version}, this one knows ${schemaVersion}): update paperkin.`,
  );
}

function prepareSchema(database: SqliteDatabase, file: string): void {
  const version = readLayout(database, file);
  if (version === schemaVersion) return;
  database.transaction(() => {
    if (version === 0) {
      database.exec(schema);
      database.prepare("INSERT INTO meta (key, value) VALUES ('store_id', ?)").run(randomUUID());
    } else {
      for (let from = version; from < schemaVersion; from += 1) database.exec(migrations[from] ?? "");
    }
    database.pragma(`user_version = ${schemaVersion}`);
  })();
}
