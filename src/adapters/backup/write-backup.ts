import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { backupFormat, type BackupManifest, type CopyOptions } from "../../domain/backup/backup.js";
import { isAbandoned, namePartial } from "../../domain/files/partial-name.js";
import { AppError } from "../../errors.js";
import { hashFile, syncFile } from "../index-file.js";
import { copyCaches, listCaches } from "./copy-caches.js";
import { wrapCopyError } from "./copy-file.js";
import { openConnection, readLayout, type SqliteDatabase, wrapStoreError } from "../sqlite/open-database.js";
import { vectorState } from "../sqlite/schema.js";
import { dataFolderNames } from "../data-folder.js";

export const manifestName = "backup.json";

export interface BackupSource {
  /** The data folder. */
  readonly folder: string;
  /** The version of paperkin. */
  readonly version: string;
  readonly now: () => Date;
}

/** Pages of 4 KiB copied at a time, which takes some milliseconds. */
const pagesAtOnce = 1_000;

/** The folder is filled under a temporary name, and renamed when everything is on disk. */
export async function writeBackup(
  source: BackupSource,
  path: string,
  { signal, onProgress }: CopyOptions,
): Promise<BackupManifest> {
  const target = resolve(path);
  requireStore(source.folder);
  await requireFree(target);
  const partial = join(dirname(target), namePartial(basename(target), { pid: process.pid, id: randomUUID() }));
  await removeAbandoned(dirname(target), source.now());
  try {
    await mkdir(partial, { recursive: true });
    const bytesTotal = await measureFolder(source.folder);
    let bytesDone = 0;
    const onBytes = (bytes: number) => onProgress((bytesDone += bytes), bytesTotal);
    // Indexes are copied before the store: an index that lags behind catches up at start, one that is ahead would be
    // wrong.
    const caches = await copyCaches(source.folder, partial, { signal, onBytes });
    const { file, ...facts } = await copyStore(source.folder, partial, { signal, onBytes });
    const manifest: BackupManifest = {
      format: backupFormat,
      paperkin: source.version,
      ...facts,
      createdAt: source.now().toISOString(),
      files: [file, ...caches],
    };
    await writeFile(join(partial, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`, { flush: true });
    for (const folder of new Set(manifest.files.map((one) => dirname(one.path)))) await syncFile(join(partial, folder));
    await rename(partial, target);
    await syncFile(dirname(target));
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    signal.throwIfAborted();
    throw wrapCopyError(error, `The backup ${path}`);
  }
}

function requireStore(folder: string): void {
  if (existsSync(join(folder, dataFolderNames.store))) return;
  throw new AppError("not_found", `There is no data folder ${folder}. Name another with --data-dir.`);
}

/** A process on another machine may have the number of one that has ended here, so what was written lately stays. */
const abandonedMs = 60 * 60_000;

/** Removes what killed backups left beside the target. */
async function removeAbandoned(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => isAbandoned(one, isRunning))) {
    const partial = join(folder, name);
    const { mtimeMs } = await stat(join(partial, dataFolderNames.store)).catch(() => stat(partial));
    if (now.getTime() - mtimeMs > abandonedMs) await rm(partial, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** An empty folder is replaced by the backup, but the root of a volume cannot be. */
async function requireFree(target: string): Promise<void> {
  await rmdir(target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return;
    const reason =
      cause.code === "EBUSY"
        ? `is the root of a volume: name a folder below it, such as ${join(target, "backup")}.`
        : "is there already: name a folder that is not, for the backup.";
    throw new AppError("conflict", `${target} ${reason}`, { cause });
  });
}

async function measureFolder(folder: string): Promise<number> {
  const caches = await listCaches(folder);
  return caches.reduce((sum, { bytes }) => sum + bytes, (await stat(join(folder, dataFolderNames.store))).size);
}

type StoreFacts = Pick<BackupManifest, "layout" | "storeId" | "fingerprint" | "papers" | "embedded" | "lastChange">;

/** One read transaction from the first page to the last: writers continue, and their changes are not in the copy. */
async function copyStore(
  folder: string,
  target: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<StoreFacts & { readonly file: BackupManifest["files"][number] }> {
  const copy = join(target, dataFolderNames.store);
  const database = openConnection(folder, { readonly: true });
  try {
    database.exec("BEGIN");
    const facts = readFacts(database);
    let remaining: number | undefined;
    await database.backup(copy, {
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted();
        onBytes(((remaining ?? totalPages) - remainingPages) * 4096);
        remaining = remainingPages;
        return pagesAtOnce;
      },
    });
    checkCopy(copy);
    await syncFile(copy);
    return {
      ...facts,
      file: { path: dataFolderNames.store, bytes: (await stat(copy)).size, sha256: await hashFile(copy) },
    };
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      throw wrapStoreError(error, database.name);
    throw error;
  } finally {
    database.close();
  }
}

function readFacts(database: SqliteDatabase): StoreFacts {
  const layout = readLayout(database, database.name);
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const counts = database.prepare("SELECT vector_state, papers FROM paper_counts").raw().all() as [number, number][];
  const fingerprint = readMeta.get("fingerprint") as string | undefined;
  return {
    layout,
    storeId: readMeta.get("store_id") as string,
    ...(fingerprint !== undefined && { fingerprint }),
    papers: counts.reduce((sum, [, papers]) => sum + papers, 0),
    embedded: counts.find(([state]) => state === vectorState.embedded)?.[1] ?? 0,
    lastChange: Number(readMeta.get("last_change") ?? 0),
  };
}

/** Otherwise a backup of a broken store would be noticed only when it is needed. Without its log a copy is one file. */
function checkCopy(file: string): void {
  const database = new Database(file);
  try {
    database.pragma("journal_mode = DELETE");
    const finding = database.pragma("quick_check(1)", { simple: true }) as string;
    if (finding === "ok") return;
    throw new AppError(
      "damaged",
      `The store is damaged (${finding}), and no backup was written. Restore it from an older one.`,
    );
  } finally {
    database.close();
  }
}
