import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { DuplicateStore } from "../../ports/duplicates/duplicate-store.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { OtherModelStore } from "../../ports/models/other-model-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import { openDatabase, wrapStoreError } from "./open-database.js";
import { createSqliteChangeLog } from "./vectors/change-log.js";
import { createSqliteDuplicateStore } from "./paper/duplicate-store.js";
import { createSqliteJobStore } from "./ingest/job-store.js";
import { createSqliteOtherModelStore } from "./vectors/other-model-store.js";
import { createSqlitePaperStore } from "./paper/paper-store.js";
import { createSqlitePaperVersions } from "./paper/paper-versions.js";
import { createSqliteVectorStore } from "./vectors/vector-store.js";
import { createSqliteWorkStore } from "./ingest/work-store.js";
import { otherSlot, prepareReadSlot, type VectorSlot } from "./vectors/slots.js";
import { createWriteGate, type WriteGate } from "./write-gate.js";

export interface SqliteStoreOptions {
  /** The data folder; the store is its file `papers.sqlite`. */
  readonly folder: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What is stored for one model. It stays with that model, even when another one is in use. */
export interface ModelSlot {
  readonly slot: VectorSlot;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly duplicates: DuplicateStore;
}

/** The store: one SQLite file behind small ports. The slot is that of the model in use when the store was opened. */
export interface SqliteStore extends ModelSlot {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly work: WorkStore;
  readonly jobs: JobStore;
  readonly otherModel: OtherModelStore;
  /** What is stored for the model that is currently not in use. */
  openOtherSlot(): ModelSlot;
  /** Runs the task while ingest does not write: such calls wait until it has ended. */
  readonly holdWrites: WriteGate["hold"];
  close(): void;
}

/** Throws `damaged`, `conflict` (written by a newer paperkin) or `unavailable`. */
export function createSqliteStore({ folder, now }: SqliteStoreOptions): SqliteStore {
  const database = openDatabase(folder, now);
  const gate = createWriteGate();
  const wrap = <T extends object>(port: T, held: readonly (keyof T & string)[] = []): T =>
    wrapMethods(port, { file: database.name, gate, held });
  const readSlot = prepareReadSlot(database);
  const openSlot = (slot: VectorSlot): ModelSlot => ({
    slot,
    vectors: wrap(createSqliteVectorStore(database, slot)),
    changes: wrap(createSqliteChangeLog(database, slot)),
    duplicates: wrap(createSqliteDuplicateStore(database, slot), ["replaceLinks"]),
  });
  return {
    ...openSlot(readSlot()),
    papers: wrap(createSqlitePaperStore(database), ["savePapers"]),
    versions: wrap(createSqlitePaperVersions(database)),
    work: wrap(createSqliteWorkStore(database), ["assignBatch", "releaseBatches", "saveResults"]),
    jobs: wrap(createSqliteJobStore(database)),
    otherModel: wrap(createSqliteOtherModelStore(database), ["saveResults"]),
    openOtherSlot: () => openSlot(otherSlot(readSlot())),
    holdWrites: gate.hold,
    close: () => void database.close(),
  };
}

interface Wrapping {
  readonly file: string;
  readonly gate: WriteGate;
  /** Methods of ingest that write. */
  readonly held: readonly string[];
}

/** Wraps each method of a port: SQLite's errors are converted, and some methods wait at the gate. */
function wrapMethods<T extends object>(port: T, { file, gate, held }: Wrapping): T {
  const wrapped = Object.entries(port).map(([name, member]: [string, unknown]) => {
    if (typeof member !== "function") return [name, member];
    const method = async (...parameters: unknown[]) => {
      try {
        if (held.includes(name)) await gate.pass();
        return (await member.apply(port, parameters)) as unknown;
      } catch (error) {
        throw wrapStoreError(error, file);
      }
    };
    return [name, method];
  });
  return Object.fromEntries(wrapped) as T;
}
