import type { ChangeLog } from "../../ports/change-log.js";
import type { DuplicateStore } from "../../ports/duplicate-store.js";
import type { JobStore } from "../../ports/job-store.js";
import type { OtherModelStore } from "../../ports/other-model-store.js";
import type { PaperStore } from "../../ports/paper-store.js";
import type { PaperVersions } from "../../ports/paper-versions.js";
import type { VectorStore } from "../../ports/vector-store.js";
import type { WorkStore } from "../../ports/work-store.js";
import { openDatabase, wrapStoreError } from "./open-database.js";
import { createSqliteChangeLog } from "./sqlite-change-log.js";
import { createSqliteDuplicateStore } from "./sqlite-duplicate-store.js";
import { createSqliteJobStore } from "./sqlite-job-store.js";
import { createSqliteOtherModelStore } from "./sqlite-other-model-store.js";
import { createSqlitePaperStore } from "./sqlite-paper-store.js";
import { createSqlitePaperVersions } from "./sqlite-paper-versions.js";
import { createSqliteVectorStore } from "./sqlite-vector-store.js";
import { createSqliteWorkStore } from "./sqlite-work-store.js";
import { otherShelf, prepareReadShelf, type Shelf } from "./shelves.js";

export interface SqliteStoreOptions {
  /** The data folder; the store is its file `papers.sqlite`. */
  readonly folder: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What is kept of one model. It stays that model's, whichever is in use. */
export interface ModelShelf {
  readonly shelf: Shelf;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly duplicates: DuplicateStore;
}

/** The truth: one SQLite file behind small ports. The shelf is that of the model in use when the store was opened. */
export interface SqliteStore extends ModelShelf {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly work: WorkStore;
  readonly jobs: JobStore;
  readonly otherModel: OtherModelStore;
  /** What is kept of the model that is not in use by now. */
  openOtherShelf(): ModelShelf;
  close(): void;
}

/** Throws `damaged`, `conflict` (written by a newer paperkin) or `unavailable`. */
export function createSqliteStore({ folder, now }: SqliteStoreOptions): SqliteStore {
  const database = openDatabase(folder, now);
  const wrap = <T extends object>(port: T): T => wrapErrors(port, database.name);
  const readShelf = prepareReadShelf(database);
  const openShelf = (shelf: Shelf): ModelShelf => ({
    shelf,
    vectors: wrap(createSqliteVectorStore(database, shelf)),
    changes: wrap(createSqliteChangeLog(database, shelf)),
    duplicates: wrap(createSqliteDuplicateStore(database, shelf)),
  });
  return {
    ...openShelf(readShelf()),
    papers: wrap(createSqlitePaperStore(database)),
    versions: wrap(createSqlitePaperVersions(database)),
    work: wrap(createSqliteWorkStore(database)),
    jobs: wrap(createSqliteJobStore(database)),
    otherModel: wrap(createSqliteOtherModelStore(database)),
    openOtherShelf: () => openShelf(otherShelf(readShelf())),
    close: () => void database.close(),
  };
}

/** Gives the port with SQLite's errors turned into ours in each of its methods. */
function wrapErrors<T extends object>(port: T, file: string): T {
  const wrapped = Object.entries(port).map(([name, member]: [string, unknown]) => {
    if (typeof member !== "function") return [name, member];
    const method = async (...parameters: unknown[]) => {
      try {
        return (await member.apply(port, parameters)) as unknown;
      } catch (error) {
        throw wrapStoreError(error, file);
      }
    };
    return [name, method];
  });
  return Object.fromEntries(wrapped) as T;
}
