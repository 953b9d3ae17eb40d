import { copyFileSync, existsSync } from "node:fs";
import type * as FileSystem from "node:fs/promises";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSqliteStore } from "../../src/adapters/sqlite/store.js";
import { makeCleanPaper } from "../support/clean-papers.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

/** Keeps a copy of each file at its last flush, which is all that is certain to survive a power cut. */
vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof FileSystem>();
  const open = async (path: string, flags?: string) => {
    const file = await real.open(path, flags);
    const flush = file.datasync.bind(file);
    file.datasync = async () => {
      await flush();
      copyFileSync(path, `${path}.flushed`);
    };
    return file;
  };
  return { ...real, open };
});

describe("a store after a power cut", () => {
  let root: string;
  let folder: string;
  let store: ReturnType<typeof createSqliteStore>;
  beforeEach(async () => {
    root = await makeTemporaryFolder();
    folder = join(root, "data");
    store = createSqliteStore({ folder, now: () => 0 });
  });
  afterEach(async () => {
    store.close();
    await removeTemporaryFolders();
  });

  /** Opens what was flushed to the disk; undefined if nothing was. */
  const reopen = async () => {
    const log = join(folder, "papers.sqlite-wal.flushed");
    if (!existsSync(log)) return undefined;
    const after = join(root, "after");
    await mkdir(after);
    copyFileSync(join(folder, "papers.sqlite"), join(after, "papers.sqlite"));
    copyFileSync(log, join(after, "papers.sqlite-wal"));
    return createSqliteStore({ folder: after, now: () => 0 });
  };

  it("has all papers of a sealed job, and its sealed state", async () => {
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    const papers = [makeCleanPaper({ id: "a", title: "A" }), makeCleanPaper({ id: "b", title: "B" }, [1, 0])];
    await store.papers.savePapers({ jobId, papers, rejected: [] });
    await store.jobs.sealJob(jobId);
    const after = await reopen();
    expect(await after?.papers.countPapers()).toMatchObject({ papers: 2 });
    expect(await after?.jobs.listOpen()).toEqual([]);
    expect((await after?.jobs.readJob(jobId))?.counts).toMatchObject({ accepted: 2, embedded: 1 });
    after?.close();
  });

  it("does not bring back a removed paper", async () => {
    const { id: jobId } = await store.jobs.createJob(new Date(0));
    await store.papers.savePapers({ jobId, papers: [makeCleanPaper({ id: "a", title: "A" })], rejected: [] });
    await store.jobs.sealJob(jobId);
    await store.papers.removePaper("a");
    const after = await reopen();
    expect(await after?.papers.countPapers()).toMatchObject({ papers: 0 });
    after?.close();
  });
});
