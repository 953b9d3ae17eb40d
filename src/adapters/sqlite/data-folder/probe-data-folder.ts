import { constants, existsSync, statSync } from "node:fs";
import { access, open, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describeError } from "../../../errors.js";
import { dataFolderNames } from "../../data-folder.js";
import { isDiskError, openConnection } from "../open-database.js";
import { changeKind, schemaVersion, vectorState } from "../schema.js";
import type { ChangeKind } from "../vectors/record-change.js";
import { prepareReadSlot, type VectorSlot, vectorSlots } from "../vectors/slots.js";
import { findOwner } from "./lock.js";

/** Examines a data folder without locking it, and leaves every file in it unchanged. */
export async function probeDataFolder(path: string) {
  let place = path;
  while (!existsSync(place)) place = dirname(place);
  const disk = await statfs(place).catch(() => undefined);
  const refusal = await access(place, constants.W_OK).catch((error: unknown) => describeError(error));
  const store = await readStore(path).catch(
    (error: unknown) => `${dataFolderNames.store} cannot be read: ${describeError(error)}`,
  );
  const freeBytes = disk && disk.bavail * disk.bsize;
  return { path, exists: place === path, writable: refusal === undefined, freeBytes, owner: findOwner(path), store };
}

type StoreFacts = Record<"bytes" | "layout" | "knownLayout", number> & { content?: StoreContent };

async function readStore(folder: string): Promise<StoreFacts | undefined> {
  const [bytes, logBytes = 0] = [dataFolderNames.store, dataFolderNames.storeLog].map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size,
  );
  if (bytes === undefined) return undefined;
  const layout = await readLayoutFromHeader(join(folder, dataFolderNames.store));
  const head = { bytes: bytes + logBytes, layout, knownLayout: schemaVersion };
  // While there is a log, the newest header may still be in it; a store of another layout is not opened.
  if (logBytes === 0 && layout !== schemaVersion) return head;
  try {
    return { ...head, ...queryStore(folder, logBytes > 0) };
  } catch (error) {
    // A store in WAL mode cannot be read on a full or read-only disk, except for its header.
    if (logBytes > 0 || !isDiskError(error)) throw error;
    return head;
  }
}

/** The `user_version` in the header of the file (SQLite file format, section 1.3). */
async function readLayoutFromHeader(file: string): Promise<number> {
  const header = Buffer.alloc(100);
  const handle = await open(file, "r");
  const { bytesRead } = await handle.read(header).finally(() => handle.close());
  if (bytesRead < header.length || header.toString("latin1", 0, 15) !== "SQLite format 3")
    throw new Error("it is not an SQLite database");
  return header.readUInt32BE(60);
}

/**
 * A reader needs the write-ahead log and its index. They exist while a process has the store open. Otherwise a reader
 * with write access creates and removes them; a read-only one would leave them behind.
 */
function queryStore(folder: string, isOpen: boolean): { layout: number; content?: StoreContent } {
  const database = openConnection(folder, { readonly: isOpen });
  try {
    database.pragma("query_only = ON");
    const layout = database.pragma("user_version", { simple: true }) as number;
    if (layout !== schemaVersion) return { layout };
    const slot = prepareReadSlot(database)();
    const row = database.prepare(selectContent(vectorSlots[slot].kind)).get() as Omit<StoreContent, "slot">;
    return { layout, content: { ...row, slot } };
  } finally {
    database.close();
  }
}

export interface StoreContent extends Record<"papers" | "vectors" | "waiting" | "textChange" | "vectorChange", number> {
  readonly storeId: string;
  readonly fingerprint: string | null;
  readonly slot: VectorSlot;
}

function selectContent(kind: ChangeKind): string {
  const papers = "SELECT coalesce(sum(papers), 0) FROM paper_counts";
  const lastChange = "SELECT coalesce(max(seq), 0) FROM changes WHERE kind =";
  return `SELECT (SELECT value FROM meta WHERE key = 'store_id') AS storeId,
    (SELECT value FROM meta WHERE key = 'fingerprint') AS fingerprint, (${papers}) AS papers,
    (${papers} WHERE vector_state = ${vectorState.embedded}) AS vectors,
    (${papers} WHERE vector_state = ${vectorState.waiting}) AS waiting,
    (${lastChange} ${changeKind.text}) AS textChange, (${lastChange} ${changeKind[kind]}) AS vectorChange`;
}
