import type { ChangeLog } from "../../ports/change-log.js";
import type { DuplicateStore } from "../../ports/duplicate-store.js";
import type { JobStore } from "../../ports/job-store.js";
import type { PaperStore } from "../../ports/paper-store.js";
import type { PaperVersions } from "../../ports/paper-versions.js";
import type { VectorStore } from "../../ports/vector-store.js";
import type { WorkStore } from "../../ports/work-store.js";
import { openDatabase, wrapStoreError } from "./open-database.js";
import { createSqliteChangeLog } from "./sqlite-change-log.js";
import { createSqliteDuplicateStore } from "./sqlite-duplicate-store.js";
import { createSqliteJobStore } from "./sqlite-job-store.js";
import { createSqlitePaperStore } from "./sqlite-paper-store.js";
import { createSqlitePaperVersions } from "./sqlite-paper-versions.js";
import { createSqliteVectorStore } from "./sqlite-vector-store.js";
import { createSqliteWorkStore } from "./sqlite-work-store.js";

export interface SqliteStoreOptions {
  /** The data folder; the store is its file `papers.sqlite`. */
  readonly folder: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** The truth: one SQLite file behind seven small ports. */
export interface SqliteStore {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly work: WorkStore;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly jobs: JobStore;
  readonly duplicates: DuplicateStore;
  close(): void;
}

/** Throws `damaged`, `conflict` (written by a newer paperkin) or `unavailable`. */
export function createSqliteStore({ folder, now }: SqliteStoreOptions): SqliteStore {
  const database = openDatabase(folder, now);
  const wrap = <T extends object>(port: T): T => wrapErrors(port, database.name);
  return {
    papers: wrap(createSqlitePaperStore(database)),
    versions: wrap(createSqlitePaperVersions(database)),
    work: wrap(createSqliteWorkStore(database)),
    vectors: wrap(createSqliteVectorStore(database)),
    changes: wrap(createSqliteChangeLog(database)),
    jobs: wrap(createSqliteJobStore(database)),
    duplicates: wrap(createSqliteDuplicateStore(database)),
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
