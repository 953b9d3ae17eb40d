import { constants, existsSync, statSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describeError } from "../../../errors.js";
import { dataFolderNames } from "../../data-folder.js";
import { openConnection, type SqliteDatabase } from "../open-database.js";
import { prepareCountPapers } from "../paper/paper-store.js";
import { changeKind, schemaVersion } from "../schema.js";
import { prepareReadSlot, vectorSlots } from "../vectors/slots.js";
import { findOwner } from "./lock.js";

/** Examines a data folder without locking it, and leaves every file in it unchanged. */
export async function probeDataFolder(path: string) {
  let place = path;
  while (!existsSync(place)) place = dirname(place);
  const { freeBytes, isWritable: writable } = await probeDisk(place);
  const store = await readStore(path);
  return { path, exists: place === path, writable, freeBytes, owner: findOwner(path), store };
}

/** `DataDisk.probeDisk` of a folder. */
export async function probeDisk(folder: string) {
  const disk = await statfs(folder).catch(() => undefined);
  const refusal = await access(folder, constants.W_OK).catch((error: Error) => error);
  return { freeBytes: disk && disk.bavail * disk.bsize, isWritable: !refusal };
}

/**
 * A reader needs the write-ahead log and its index. They exist while a process has the store open. Otherwise a reader
 * with write access creates and removes them; a read-only one would leave them behind.
 */
async function readStore(folder: string) {
  const sizeOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size;
  const [bytes, logBytes = 0] = [sizeOf(dataFolderNames.store), sizeOf(dataFolderNames.storeLog)];
  if (bytes === undefined) return undefined;
  try {
    const database = openConnection(folder, { readonly: logBytes > 0 });
    try {
      database.pragma("query_only = ON");
      const layout = database.pragma("user_version", { simple: true }) as number;
      const content = layout === schemaVersion ? await readContent(database) : undefined;
      return { bytes: bytes + logBytes, layout, knownLayout: schemaVersion, content };
    } finally {
      database.close();
    }
  } catch (error) {
    return `${dataFolderNames.store} cannot be read: ${describeError(error)}`;
  }
}

export type StoreContent = Awaited<ReturnType<typeof readContent>>;

async function readContent(database: SqliteDatabase) {
  const slot = prepareReadSlot(database)();
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const lastChange = database.prepare("SELECT coalesce(max(seq), 0) FROM changes WHERE kind = ?").pluck();
  return {
    ...(await prepareCountPapers(database)()),
    slot,
    storeId: readMeta.get("store_id") as string,
    fingerprint: readMeta.get("fingerprint") as string | undefined,
    textChange: lastChange.get(changeKind.text) as number,
    vectorChange: lastChange.get(changeKind[vectorSlots[slot].kind]) as number,
  };
}
