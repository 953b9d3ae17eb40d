import { expect, it } from "vitest";
import { migrations } from "../../src/adapters/sqlite/migrations.js";
import { schemaVersion } from "../../src/adapters/sqlite/schema.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { describeOldFolder, type OldFolder } from "../support/old-folder.js";
import { layout1 } from "../support/store-layout-1.js";
import { layout2 } from "../support/store-layout-2.js";

/** Two embedded papers and a waiting one, their job, and the changes, in layout 1. */
const content = `
INSERT INTO meta VALUES ('store_id', 'the-store'), ('fingerprint', 'the-model'), ('last_change', '4');
INSERT INTO jobs (id, sealed, accepted, embedded, created_at, updated_at) VALUES ('job', 1, 3, 2, 0, 0);
INSERT INTO papers (id, title, title_key, authors, categories, keywords, content_hash, text_hash, vector_state, job_id)
  VALUES ('a', 'One title', 'one title', '[]', '[]', '[]', 'ca', 'ta', 1, 'job'), ('b', 'One Title', 'one title', '[]', '[]', '[]', 'cb', 'tb', 1, 'job'),
  ('c', 'Other', 'other', '[]', '[]', '[]', 'cc', 'tc', 0, 'job');
INSERT INTO vectors VALUES (1, x'0000803f00000000'), (2, x'0000803f00000000');
INSERT INTO changes VALUES (1, 1, 1), (2, 2, 1), (1, 3, 2), (2, 4, 2);
`;

const layouts = [layout1, layout2];
for (let layout = 3; layout < schemaVersion; layout += 1) layouts.push(`${layouts.at(-1)}${migrations[layout - 1]}`);

for (const [at, sql] of layouts.entries()) describeOldFolder({ layout: at + 1, sql, content, nowMs: 0 }, describeMove);

function describeMove(opened: OldFolder): void {
  const { withDatabase, withStore } = opened;
  const readVersion = () => withDatabase((database) => database.pragma("user_version", { simple: true }) as number);

  it("opens with all its content, and has no duplicates at first", async () => {
    await withStore(async (store) => {
      expect(store.changes.storeId).toBe("the-store");
      expect(await store.vectors.readFingerprint()).toBe("the-model");
      expect(await store.changes.readLastChange()).toBe(4);
      expect((await store.papers.listPapers({ limit: 10 })).papers.map(({ id }) => id)).toEqual(["a", "b", "c"]);
      expect(await store.jobs.readJob("job")).toMatchObject({
        state: "active",
        priority: "normal",
        counts: { accepted: 3, embedded: 2 },
      });
      expect(await store.work.listJobShares()).toEqual([{ jobId: "job", priority: "normal", batches: 0, done: 2 }]);
      expect((await store.work.listWaiting("job", 10)).map(({ text }) => text)).toEqual(["Other"]);
      expect(await store.duplicates.readPairs()).toEqual([]);
      expect(await store.otherModel.readOther()).toBeUndefined();
    });
    expect(readVersion()).toBe(schemaVersion);
  });

  it("links duplicates afterwards, and keeps the links when reopened", async () => {
    const pair = { ordinal: 1, other: 2, similarity: 1 };
    await withStore(async ({ duplicates }) => {
      expect(await duplicates.findSameTitle([2])).toEqual([pair]);
      await duplicates.replaceLinks({ papers: [1, 2], pairs: [pair] });
    });
    await withStore(async ({ duplicates }) => expect(await duplicates.readPairs()).toEqual([pair]));
  });

  it("keeps its vectors during a model change, and lists every paper as missing", async () => {
    await withStore(async ({ otherModel, vectors }) => {
      await otherModel.begin("the-next");
      while (await otherModel.tidy());
      expect((await otherModel.listMissing(10)).map(({ text }) => text)).toEqual(["One title", "One Title", "Other"]);
      expect((await vectors.readVectors([1, 2])).size).toBe(2);
    });
  });

  it("is left unchanged when the migration fails midway", async () => {
    // The last migration creates this table.
    withDatabase((database) => database.exec("CREATE TABLE collection_duplicates (id TEXT)"));
    const readAll = () => withDatabase((database) => database.prepare("SELECT * FROM sqlite_master").all());
    const before = { version: readVersion(), all: readAll() };
    expect(() => createSqliteStore({ folder: opened.folder, now: () => 0 })).toThrow(
      "table collection_duplicates already exists",
    );
    expect(before.version).toBeLessThan(schemaVersion);
    expect({ version: readVersion(), all: readAll() }).toEqual(before);
  });
}
