import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMemoryCollections } from "../../src/adapters/memory/collections.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { describeCollectionStore } from "../contracts/collection-store.contract.js";
import { describeEntryStore } from "../contracts/entry-store.contract.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import type { CollectionStores } from "../support/collection-stores.js";

async function openMemory(): Promise<CollectionStores> {
  let nowMs = 0;
  return {
    ...createMemoryCollections(() => nowMs),
    setTime: (time) => void (nowMs = time),
    close: async () => undefined,
  };
}

async function openSqlite(): Promise<CollectionStores> {
  let nowMs = 0;
  const folder = await mkdtemp(join(tmpdir(), "paperkin-collections-"));
  const store = createSqliteStore({ folder, now: () => nowMs });
  return {
    ...store.desk,
    setTime: (time) => void (nowMs = time),
    async close() {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describeCollectionStore("collections in memory", openMemory);
describeCollectionStore("collections in SQLite", openSqlite);
describeEntryStore("entries in memory", openMemory);
describeEntryStore("entries in SQLite", openSqlite);

describe("an entry in SQLite", () => {
  let folder: string;
  let store: SqliteStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-entries-"));
    store = createSqliteStore({ folder, now: () => 1_000 });
  });
  afterEach(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const save = async (...inputs: PaperInput[]) => {
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    const papers = inputs.map((input) => makeCleanPaper(input));
    return (await store.papers.savePapers({ jobId, papers, rejected: [] })).outcomes.map(({ id }) => id);
  };
  const keep = async (id: string) => {
    const collection = await store.desk.collections.createCollection("ada", { name: "Bees" });
    const named = { reader: "ada", id: collection.id };
    const { paper } = (await store.papers.findPaper(id))!;
    await store.desk.entries.addEntries(named, [{ paper, facts: { note: "Mine." } }]);
    return async () => {
      for await (const slice of store.desk.entries.scanEntries(named)) return slice;
      return [];
    };
  };

  it("outlives its paper, and is that of the paper when it comes back under the same id", async () => {
    await save({ title: "Bees", doi: "10.1000/bees" });
    const scan = await keep("doi:10.1000/bees");
    await store.papers.removePaper("doi:10.1000/bees");
    expect(await scan()).toMatchObject([{ id: "doi:10.1000/bees", title: "Bees", note: "Mine." }]);
    await save({ title: "Bees and ants", doi: "10.1000/bees", year: 2021 });
    expect(await scan()).toMatchObject([{ title: "Bees and ants", year: 2021, note: "Mine." }]);
  });

  it("follows its paper to another id, by DOI and by arXiv id", async () => {
    const [first] = await save({ title: "Bees", authors: ["Ada One"], year: 2020 });
    await save({ title: "Bees", authors: ["Ada One"], year: 2020, doi: "10.1000/bees" });
    const scan = await keep(first!);
    await store.papers.removePaper(first!);
    const [second] = await save({ title: "Bees!", doi: "10.1000/bees", arxivId: "2301.01234" });
    expect(second).not.toBe(first);
    expect(await scan()).toMatchObject([{ id: second, title: "Bees!", note: "Mine." }]);
    await store.papers.removePaper(second!);
    const [third] = await save({ id: "mine", title: "Bees again", arxivId: "2301.01234" });
    expect(await scan()).toMatchObject([{ id: third, title: "Bees again" }]);
  });

  it("stays with its paper while another one with the same identifier is added", async () => {
    const [first] = await save({ id: "a", title: "Bees", doi: "10.1000/bees" });
    const scan = await keep(first!);
    await save({ id: "b", title: "Quite another work", doi: "10.1000/bees" });
    expect(await scan()).toMatchObject([{ id: "a", title: "Bees" }]);
  });

  it("has the title that its paper has now", async () => {
    await save({ id: "a", title: "Bees" });
    const scan = await keep("a");
    await save({ id: "a", title: "Bees and wasps", year: 2022 });
    expect(await scan()).toMatchObject([{ title: "Bees and wasps", year: 2022 }]);
  });
});
