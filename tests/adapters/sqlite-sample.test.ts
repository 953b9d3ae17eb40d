import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, describe, it } from "vitest";
import { openConnection } from "../../src/adapters/sqlite/open-database.js";
import { sampleVectors } from "../../src/adapters/sqlite/vectors/sample-vectors.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import { makeCleanPaper } from "../support/clean-papers.js";

describe("a sample of the kept vectors", () => {
  let folder: string;
  let store: SqliteStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-sample-"));
    store = createSqliteStore({ folder, now: () => 0 });
  });
  afterEach(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Paper n, from 1, has the vector [n]. */
  const keep = async (count: number) => {
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const papers = numbers.map((number) => makeCleanPaper({ id: String(number), title: "T" }, [number]));
    await store.papers.savePapers({ jobId, papers, rejected: [] });
  };
  const sample = (size: number) => {
    const database = openConnection(folder, { readonly: true });
    try {
      return sampleVectors(database, size, 1).map(([number]) => number);
    } finally {
      database.close();
    }
  };

  it("holds all vectors when there are few", async () => {
    expect(sample(3)).toEqual([]);
    await keep(3);
    expect(sample(5)).toEqual([1, 2, 3]);
    expect(sample(3)).toEqual([1, 2, 3]);
  });

  it("is evenly spaced, and the same each time", async () => {
    await keep(20);
    expect(sample(5)).toEqual([1, 5, 9, 13, 17]);
    expect(sample(5)).toEqual(sample(5));
    expect(sample(19)).toHaveLength(19);
  });

  it("has no paper twice when papers are missing", async () => {
    await keep(20);
    for (let number = 4; number <= 15; number += 1) await store.papers.removePaper(String(number));
    expect(sample(5)).toEqual([1, 16, 17]);
    expect(sample(100)).toEqual([1, 2, 3, 16, 17, 18, 19, 20]);
  });
});
