import { constants, existsSync, readFileSync, statSync } from "node:fs";
import { access, open, statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describeError } from "../../../errors.js";
import { parseFingerprint } from "../../../domain/models/model.js";
import type { DataFolderFacts, StoreFacts } from "../../../ports/health/health-probes.js";
import { changeKind, schemaVersion, vectorState } from "../schema.js";
import { prepareReadSlot, vectorSlots } from "../vectors/slots.js";
import { dataFolderNames } from "../../data-folder.js";

type Owner = NonNullable<DataFolderFacts["owner"]>;

/** Looks at a data folder without opening it as its owner, and leaves every file in it as it was. */
export async function probeDataFolder(path: string): Promise<DataFolderFacts> {
  const exists = existsSync(path);
  const place = exists ? path : findParent(path);
  const writable = await access(place, constants.W_OK).then(
    () => true,
    () => false,
  );
  const disk = await statfs(place).catch(() => undefined);
  const owner = readOwner(path);
  const facts = {
    path,
    exists,
    writable,
    ...(disk && { freeBytes: disk.bavail * disk.bsize }),
    ...(owner && { owner }),
  };
  try {
    const store = await readStore(path);
    return store ? { ...facts, store } : facts;
  } catch (error) {
    return { ...facts, flaw: `${dataFolderNames.store} cannot be read: ${describeError(error)}` };
  }
}

/** The process that has the folder open; undefined when none does, whatever `owner.json` says of the last one. */
export function readOwner(folder: string): Owner | undefined {
  if (!isLocked(join(folder, dataFolderNames.lock))) return undefined;
  try {
    return JSON.parse(readFileSync(join(folder, dataFolderNames.owner), "utf8")) as Owner;
  } catch {
    return { pid: 0, host: hostname() };
  }
}

/** The owner holds SQLite's exclusive lock on this file, so that not even reading is allowed. */
function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return false;
  } catch (error) {
    return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
  } finally {
    database.close();
  }
}

function findParent(path: string): string {
  let parent = dirname(path);
  while (!existsSync(parent)) parent = dirname(parent);
  return parent;
}

async function readStore(folder: string): Promise<StoreFacts | undefined> {
  const file = join(folder, dataFolderNames.store);
  if (!existsSync(file)) return undefined;
  const logBytes = sizeOf(`${file}-wal`);
  const facts = { bytes: sizeOf(file) + logBytes, knownSchemaVersion: schemaVersion };
  // While there is a log, the newest header may still be in it.
  if (logBytes > 0) return { ...facts, ...query(file, { readonly: true }) };
  const version = await readSchemaVersion(file);
  const content = version === schemaVersion ? queryUnlessReadOnly(file) : undefined;
  return { ...facts, schemaVersion: version, ...(content && { content }) };
}

/** The `user_version` in the header of the file (SQLite file format, section 1.3): no other layout is opened for it. */
async function readSchemaVersion(file: string): Promise<number> {
  const handle = await open(file, "r");
  try {
    const header = Buffer.alloc(100);
    const { bytesRead } = await handle.read(header, 0, header.length, 0);
    if (bytesRead < header.length || header.toString("latin1", 0, 15) !== "SQLite format 3")
      throw new Error("it is no SQLite database");
    return header.readUInt32BE(60);
  } finally {
    await handle.close();
  }
}

/** On a disk that is full or read-only there is no reading a store that keeps a log; only its header can be read. */
function queryUnlessReadOnly(file: string): StoreFacts["content"] {
  try {
    return query(file, { readonly: false }).content;
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY|IOERR|FULL)/.test(error.code))
      return undefined;
    throw error;
  }
}

/**
 * A reader needs the log and its index beside the file. While a process has the store open they are there; otherwise
 * a reader that may write makes them and takes them away again, and one that may not would leave them behind.
 */
function query(
  file: string,
  { readonly }: { readonly readonly: boolean },
): Pick<StoreFacts, "schemaVersion" | "content"> {
  const database = new Database(file, { readonly, fileMustExist: true, timeout: 1_000 });
  try {
    database.pragma("query_only = ON");
    const version = database.pragma("user_version", { simple: true }) as number;
    return version === schemaVersion
      ? { schemaVersion: version, content: queryContent(database) }
      : { schemaVersion: version };
  } finally {
    database.close();
  }
}

function queryContent(database: Database.Database): NonNullable<StoreFacts["content"]> {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const counts = database.prepare("SELECT vector_state AS state, papers FROM paper_counts").all() as {
    state: number;
    papers: number;
  }[];
  const countOf = (state: number) => counts.find((row) => row.state === state)?.papers ?? 0;
  const lastChange = database.prepare("SELECT coalesce(max(seq), 0) FROM changes WHERE kind = ?").pluck();
  const slot = prepareReadSlot(database)();
  const fingerprint = readMeta.get("fingerprint") as string | undefined;
  return {
    storeId: readMeta.get("store_id") as string,
    papers: counts.reduce((sum, { papers }) => sum + papers, 0),
    vectors: countOf(vectorState.embedded),
    waiting: countOf(vectorState.waiting),
    ...(fingerprint !== undefined && { fingerprint, modelId: parseFingerprint(fingerprint).id }),
    lastTextChange: lastChange.get(changeKind.text) as number,
    lastVectorChange: lastChange.get(changeKind[vectorSlots[slot].kind]) as number,
    slot,
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
