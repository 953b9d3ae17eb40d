import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError, describeError } from "../../../errors.js";
import { dataFolderNames } from "../../data-folder.js";

export interface DataFolderLock {
  /** Records the address of this server for other processes. */
  describe(facts: { readonly url: string }): void;
  release(): void;
}

/** What a process records about itself when it opens the folder. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly since?: string;
  readonly url?: string;
}

/**
 * Makes this process the only owner of a data folder. The lock is SQLite's exclusive lock on a small file, which the
 * kernel releases when the process ends in any way: there is never a stale lock to clear. Throws `folder_in_use`,
 * naming the process that holds it, or `unavailable` when the folder cannot be locked.
 */
export function lockDataFolder(folder: string): DataFolderLock {
  createFolder(folder);
  const ownerFile = join(folder, dataFolderNames.owner);
  const database = takeLock(folder, ownerFile);
  const owner: Owner = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  const write = (facts: Owner) => writeFileSync(ownerFile, `${JSON.stringify(facts)}\n`);
  try {
    write(owner);
  } catch (error) {
    database.close();
    throw refuseFolder(folder, "written", error);
  }
  return {
    describe: ({ url }) => write({ ...owner, url }),
    release: () => database.close(),
  };
}

/** The process that has the folder open; undefined when there is none, even if `owner.json` names a past one. */
export function findOwner(folder: string): Owner | undefined {
  if (!isLocked(join(folder, dataFolderNames.lock))) return undefined;
  return readOwner(join(folder, dataFolderNames.owner)) ?? { pid: 0, host: hostname() };
}

/** The owner holds an exclusive lock on this file, so even reading it fails. */
function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    database.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}

function createFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw refuseFolder(folder, "created", error);
  }
}

function takeLock(folder: string, ownerFile: string): Database.Database {
  const lockFile = join(folder, dataFolderNames.lock);
  const isNew = !existsSync(lockFile);
  let database: Database.Database | undefined;
  try {
    database = new Database(lockFile, { timeout: 0 });
    database.pragma("journal_mode = MEMORY");
    database.exec("BEGIN EXCLUSIVE");
    if (isNew) requireUnusedStore(join(folder, dataFolderNames.store));
    return database;
  } catch (error) {
    database?.close();
    if (isBusy(error)) throw new AppError("folder_in_use", describeOwner(folder, ownerFile), { cause: error });
    throw refuseFolder(folder, "locked", error);
  }
}

/**
 * A new lock file beside a store says that the old one was deleted, perhaps under a running process: that process still
 * has the store open, so its file cannot be locked. Throws SQLite's `SQLITE_BUSY`.
 */
function requireUnusedStore(file: string): void {
  if (!existsSync(file)) return;
  const database = new Database(file, { fileMustExist: true, timeout: brieflyMs });
  try {
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("BEGIN EXCLUSIVE; ROLLBACK");
  } catch (error) {
    // Any other fault is reported when the store is opened.
    if (isBusy(error)) throw error;
  } finally {
    database.close();
  }
}

/** Longer than a command needs to read the state of a folder. */
const brieflyMs = 1_000;

function refuseFolder(folder: string, verb: "created" | "written" | "locked", cause: unknown): AppError {
  const advice = "check its permissions and that its disk has space, or choose another folder with DATA_DIR";
  const message = `The data folder ${folder} cannot be ${verb} (${describeError(cause)}): ${advice}.`;
  return new AppError("unavailable", message, { cause });
}

function describeOwner(folder: string, ownerFile: string): string {
  const owner = readOwner(ownerFile);
  const who = owner ? `process ${owner.pid} on ${owner.host}, since ${owner.since}` : "another process";
  const advice = owner?.url ? `It serves at ${owner.url}: use --url ${owner.url}, or stop it first` : "Stop it first";
  return `The data folder ${folder} is in use by ${who}. ${advice}, or choose another folder with DATA_DIR.`;
}

function readOwner(ownerFile: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(ownerFile, "utf8")) as Owner;
  } catch {
    return undefined;
  }
}
