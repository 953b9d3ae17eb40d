import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaVersion } from "../../src/adapters/sqlite/schema.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/sqlite-store.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { layout2 } from "../support/store-layout-2.js";

/** A paper in its second version and the job that brought it, as a paperkin of layout 2 wrote them. */
const content = `
INSERT INTO meta VALUES ('store_id', 'the-store'), ('last_change', '1');
INSERT INTO jobs (id, sealed, accepted, created_at, updated_at) VALUES ('job', 1, 1, 1000, 1000);
INSERT INTO papers (id, title, title_key, authors, categories, keywords, arxiv_id, version, content_hash, text_hash, vector_state, job_id)
  VALUES ('arxiv:2301.01234', 'Second', 'second', '[]', '[]', '[]', '2301.01234', 2, 'c', 't', 0, 'job');
INSERT INTO changes VALUES (1, 1, 1);
`;

describe("a data folder of layout 2", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-layout-"));
    file = join(folder, "papers.sqlite");
    withDatabase((database) => database.exec(`${layout2}${content}PRAGMA user_version = 2;`));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function withDatabase<T>(use: (database: Database.Database) => T): T {
    const database = new Database(file);
    try {
      return use(database);
    } finally {
      database.close();
    }
  }
  async function withStore<T>(use: (store: SqliteStore) => Promise<T>): Promise<T> {
    const store = createSqliteStore({ folder, now: () => 5000 });
    try {
      return await use(store);
    } finally {
      store.close();
    }
  }

  it("knows the version that is kept at first, and lists those that come from then on", async () => {
    await withStore(async ({ versions }) => {
      const takenInAt = "1970-01-01T00:00:01.000Z";
      expect(await versions.listVersions(1)).toEqual([{ version: 2, title: "Second", takenInAt, kept: true }]);
    });
    await withStore(async ({ papers, jobs, versions }) => {
      const { id: jobId } = await jobs.createJob(new Date(4000));
      const third = makeCleanPaper({ title: "Third", arxivId: "2301.01234v3" });
      await papers.savePapers({ jobId, papers: [third], rejected: [] });
      expect((await versions.listVersions(1)).map(({ version, kept }) => [version, kept])).toEqual([
        [3, true],
        [2, false],
      ]);
    });
    expect(withDatabase((database) => database.pragma("user_version", { simple: true }))).toBe(schemaVersion);
  });

  it("ends with the very layout that a new folder gets", async () => {
    const readLayout = () =>
      withDatabase((database) => database.prepare("SELECT name, sql FROM sqlite_master ORDER BY name").all());
    await withStore(async () => undefined);
    const moved = readLayout();
    await rm(folder, { recursive: true });
    await withStore(async () => undefined);
    expect(moved).toEqual(readLayout());
  });
});
