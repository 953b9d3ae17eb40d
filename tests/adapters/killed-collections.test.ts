import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { createDataBackups } from "../../src/adapters/backup/data-backups.js";
import { lockDataFolder } from "../../src/adapters/sqlite/data-folder/lock.js";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import type { CollectionChildTask } from "../support/collection-child.js";
import { createRandom } from "../support/random.js";
import { endPrograms, spawnProgram } from "../support/spawn-program.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { until } from "../support/until.js";

/* Processes that are killed in the middle of what they do to collections. */

const count = 1_900;
const reader = "local";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  await endPrograms();
  for (const step of undo.splice(0).toReversed()) await step();
  await removeTemporaryFolders();
});

function startChild(task: CollectionChildTask) {
  const child = spawnProgram({ entry: "tests/support/collection-child", args: [JSON.stringify(task)] });
  const kill = () => child.end("SIGKILL");
  return { kill, isDone: () => child.readOutput().includes("done") };
}

async function withStore<Result>(
  folder: string,
  task: (store: ReturnType<typeof createSqliteStore>) => Promise<Result>,
) {
  const store = createSqliteStore({ folder, now: Date.now });
  try {
    return await task(store);
  } finally {
    store.close();
  }
}

const createCollection = (folder: string) =>
  withStore(folder, ({ desk }) => desk.collections.createCollection(reader, { name: "Review" }));

/** Entries, by counting them, by the collection's own count, and how many say what their record said. */
async function countEntries(folder: string, id: string) {
  return withStore(folder, async ({ desk, papers }) => {
    let [entries, whole] = [0, 0];
    for await (const slice of desk.entries.scanEntries({ reader, id })) {
      for (const entry of slice) {
        entries += 1;
        const index = entry.id.replace("paper-", "");
        const isKnown = (await papers.findPaper(entry.id)) !== undefined;
        if (isKnown && entry.note === `note ${index}` && entry.key === `key${index}`) whole += 1;
      }
    }
    const kept = (await desk.collections.readCollection({ reader, id }))?.papers;
    return { entries, kept, whole };
  });
}

/** Counts while another process writes. */
function watchRows(folder: string, sql: string): () => number {
  const database = new Database(join(folder, "papers.sqlite"), { readonly: true });
  undo.push(() => database.close());
  const statement = database.prepare(sql).pluck();
  return () => statement.get() as number;
}

describe("an import into a collection that is killed", () => {
  it("leaves whole entries, and the next import of the file completes it", { timeout: 240_000 }, async (test) => {
    const folder = await makeTemporaryFolder();
    const { id } = await createCollection(folder);
    const random = createRandom(5);
    // The first owner of a folder wants it for itself; after that, others may read.
    lockDataFolder(folder).release();
    const rows = watchRows(folder, "SELECT count(*) FROM collection_entries");
    const left: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const before = rows();
      const child = startChild({ act: "import", folder, id, count });
      await until("it added some", () => rows() > before || child.isDone(), 60_000);
      await wait(random() * 40);
      await child.kill();
      const { entries, kept, whole } = await countEntries(folder, id);
      expect([kept, whole]).toEqual([entries, entries]);
      left.push(entries);
    }
    await test.annotate(`entries at each kill: ${left.join(", ")}`);
    expect(left[0]).toBeLessThan(count);
    const last = startChild({ act: "import", folder, id, count });
    await until("it is done", last.isDone, 120_000);
    await last.kill();
    expect(await countEntries(folder, id)).toEqual({ entries: count, kept: count, whole: count });
  });
});

describe("a deletion for good that is killed", () => {
  it("is finished by the next process, and takes nothing else", { timeout: 240_000 }, async () => {
    const folder = await makeTemporaryFolder();
    const facts = { note: "mine" };
    const fill = (name: string) =>
      withStore(folder, async ({ desk }) => {
        const { id } = await desk.collections.createCollection(reader, { name });
        const entries = Array.from({ length: count }, (_, index) => ({
          paper: { id: `paper-${index}`, title: `Paper ${index}` },
          facts,
        }));
        await desk.entries.addEntries({ reader, id }, entries);
        return id;
      });
    const [gone, stays] = [await fill("Gone"), await fill("Stays")];
    await withStore(folder, ({ desk }) => desk.collections.deleteCollection({ reader, id: gone }));
    const nowMs = Date.now() + 31 * 86_400_000;
    const rows = watchRows(folder, "SELECT count(*) FROM collection_entries");
    const child = startChild({ act: "purge", folder, nowMs });
    await until("it removed some", () => rows() < 2 * count, 60_000);
    await child.kill();
    const next = startChild({ act: "purge", folder, nowMs });
    await until("the rest is gone", next.isDone, 60_000);
    await next.kill();
    expect(rows()).toBe(count);
    await withStore(folder, async ({ desk }) => {
      expect((await desk.collections.listCollections(reader)).map(({ id, papers }) => [id, papers])).toEqual([
        [stays, count],
      ]);
      expect(await desk.collections.listCollections(reader, { deleted: true })).toEqual([]);
    });
  });
});

describe("a restore of collections that is killed", () => {
  it("leaves those of before or those of the backup, whole", { timeout: 240_000 }, async (test) => {
    const root = await makeTemporaryFolder();
    const [folder, backup] = [join(root, "data"), join(root, "backup")];
    const { id } = await createCollection(folder);
    const child = startChild({ act: "import", folder, id, count });
    await until("it is imported", child.isDone, 120_000);
    await child.kill();
    const options = { signal: new AbortController().signal, onProgress: () => undefined, force: false };
    await createDataBackups({ folder, version: "1", now: () => new Date() }).writeBackup(backup, options);
    await withStore(folder, ({ desk }) => desk.collections.createCollection(reader, { name: "Later" }));
    const random = createRandom(9);
    const seen: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const restoring = startChild({ act: "restore", folder, backup });
      await until(
        "it has begun",
        async () => (await readdir(folder)).includes(".restore.partial") || restoring.isDone(),
      );
      await wait(random() * 30);
      await restoring.kill();
      expect(await countEntries(folder, id)).toEqual({ entries: count, kept: count, whole: count });
      const names = await withStore(folder, async ({ desk }) =>
        (await desk.collections.listCollections(reader)).map(({ name }) => name).toSorted(),
      );
      expect([["Review"], ["Later", "Review"]]).toContainEqual(names);
      seen.push(names.length === 1 ? "backup" : "before");
    }
    await test.annotate(`after each kill: ${seen.join(", ")}`);
    const last = startChild({ act: "restore", folder, backup });
    await until("it is restored", last.isDone, 60_000);
    await last.kill();
    expect(await countEntries(folder, id)).toEqual({ entries: count, kept: count, whole: count });
  });
});
