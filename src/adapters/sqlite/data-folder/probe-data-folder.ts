import { constants, existsSync, statSync } from "node:fs";
import { access, open, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describeError } from "../../../errors.js";
import type { DataFolderFacts, StoreContent, StoreFacts } from "../../../ports/health/health-probes.js";
import { dataFolderNames } from "../../data-folder.js";
import { changeKind, schemaVersion, vectorState } from "../schema.js";
import { findOwner } from "./lock.js";
import { prepareReadSlot, vectorSlots } from "../vectors/slots.js";

/** Examines a data folder without locking it, and leaves every file in it unchanged. */
export async function probeDataFolder(path: string): Promise<DataFolderFacts> {
  const exists = existsSync(path);
  let place = path;
  while (!existsSync(place)) place = dirname(place);
  const disk = await statfs(place).catch(() => undefined);
  const facts = {
    path,
    exists,
    writable: await access(place, constants.W_OK).then(
      () => true,
      () => false,
    ),
    freeBytes: disk && disk.bavail * disk.bsize,
    owner: findOwner(path),
  };
  try {
    return { ...facts, store: await readStore(join(path, dataFolderNames.store)) };
  } catch (error) {
    return { ...facts, flaw: `${dataFolderNames.store} cannot be read: ${describeError(error)}` };
  }
}

/**
 * A reader needs the write-ahead log and its index. They exist while a process has the store open. Otherwise a reader
 * with write access creates and removes them; a read-only one would leave them behind.
 */
async function readStore(file: string): Promise<StoreFacts | undefined> {
  if (!existsSync(file)) return undefined;
  const hasLog = sizeOf(`${file}-wal`) > 0;
  const facts = { bytes: sizeOf(file) + sizeOf(`${file}-wal`), knownSchemaVersion: schemaVersion };
  const written = await readSchemaVersion(file);
  // While there is a log, the newest header may still be in it.
  if (!hasLog && written !== schemaVersion) return { ...facts, schemaVersion: written };
  try {
    return { ...facts, ...queryStore(file, hasLog) };
  } catch (error) {
    // A store in WAL mode cannot be read on a full or read-only disk, except for its header.
    const isDisk = error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY|IOERR|FULL)/.test(error.code);
    if (hasLog || !isDisk) throw error;
    return { ...facts, schemaVersion: written };
  }
}

/**
 * The `user_version` in the header of the file (SQLite file format, section 1.3): a store of another layout is not
 * opened.
 */
async function readSchemaVersion(file: string): Promise<number> {
  const handle = await open(file, "r");
  try {
    const header = Buffer.alloc(100);
    const { bytesRead } = await handle.read(header, 0, header.length, 0);
    if (bytesRead < header.length || header.toString("latin1", 0, 15) !== "SQLite format 3")
      throw new Error("it is not an SQLite database");
    return header.readUInt32BE(60);
  } finally {
    await handle.close();
  }
}

function queryStore(file: string, readonly: boolean): Pick<StoreFacts, "schemaVersion" | "content"> {
  const database = new Database(file, { readonly, fileMustExist: true, timeout: 1_000 });
  try {
    database.pragma("query_only = ON");
    const version = database.pragma("user_version", { simple: true }) as number;
    return { schemaVersion: version, content: version === schemaVersion ? queryContent(database) : undefined };
  } finally {
    database.close();
  }
}

function queryContent(database: Database.Database): StoreContent {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const countPapers = database
    .prepare("SELECT coalesce(sum(papers), 0) FROM paper_counts WHERE vector_state = coalesce(?, vector_state)")
    .pluck();
  const lastChange = database.prepare("SELECT coalesce(max(seq), 0) FROM changes WHERE kind = ?").pluck();
  const slot = prepareReadSlot(database)();
  return {
    storeId: readMeta.get("store_id") as string,
    papers: countPapers.get(null) as number,
    vectors: countPapers.get(vectorState.embedded) as number,
    waiting: countPapers.get(vectorState.waiting) as number,
    fingerprint: readMeta.get("fingerprint") as string | undefined,
    lastTextChange: lastChange.get(changeKind.text) as number,
    lastVectorChange: lastChange.get(changeKind[vectorSlots[slot].kind]) as number,
    slot,
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
