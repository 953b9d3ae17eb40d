import { mkdir, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Bm25IndexOptions, createBm25Index } from "../../src/adapters/bm25/keyword-index.js";
import type { SegmentThread } from "../../src/adapters/bm25/segment-thread.js";
import type { KeywordIndex } from "../../src/ports/search/keyword-index.js";
import { createDocument, findOrdinals } from "../support/keyword-documents.js";
import {
  createInlineThread,
  createRecordingLogger,
  generateDocuments,
  sampleQueries,
  withTemporaryFolder,
} from "./bm25-support.js";
import { createSegmentThread } from "../../src/adapters/bm25/segment-thread.js";

type OpenOptions = Partial<Bm25IndexOptions> & { readonly folder: string };

const open = (options: OpenOptions): Promise<KeywordIndex> =>
  createBm25Index({
    storeId: "store",
    logger: createRecordingLogger(),
    thread: createInlineThread(),
    ...options,
  });

async function saveSample(folder: string, options: Partial<Bm25IndexOptions> = {}): Promise<KeywordIndex> {
  const index = await open({ folder, ...options });
  const ordinals = Array.from({ length: 60 }, (_, at) => at + 1);
  await index.apply({ put: generateDocuments(5, ordinals), removed: [], lastChange: 70 });
  await index.apply({ put: [createDocument(3, "graph")], removed: [9, 10], lastChange: 73 });
  await index.save();
  return index;
}

async function findDataFile(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".bin"));
  expect(names).toHaveLength(1);
  return join(folder, `${names[0]}`);
}

async function expectStartsEmpty(options: OpenOptions, warning: string): Promise<void> {
  const logger = createRecordingLogger();
  const index = await open({ ...options, logger });
  expect([index.count, index.lastChange]).toEqual([0, 0]);
  expect((await index.search({ text: "graph", limit: 10 })).total).toBe(0);
  expect(logger.warnings).toEqual([expect.stringContaining(warning)]);
  expect(logger.warnings[0]).toContain("will be rebuilt from the store");
  await index.close();
}

describe("A saved BM25 index", () => {
  it.each([
    ["in a worker thread", createSegmentThread],
    ["in this thread", createInlineThread],
  ])("holds everything when reopened, read and written %s", (_where, createThread: () => SegmentThread) =>
    withTemporaryFolder(async (folder) => {
      const logger = createRecordingLogger();
      const create = () => open({ folder, logger, mergeThreshold: 30, thread: createThread() });
      const saved = await create();
      await saved.apply({ put: generateDocuments(5, [4, 8, 1, 200, 60]), removed: [], lastChange: 5 });
      await saved.apply({ put: [createDocument(8, "graph")], removed: [200], lastChange: 7 });
      await saved.save();
      await saved.close();
      const opened = await create();
      expect([opened.count, opened.lastChange]).toEqual([4, 7]);
      for (const text of sampleQueries) {
        expect(opened.search({ text, limit: 100 }), text).toEqual(saved.search({ text, limit: 100 }));
      }
      await opened.apply({ put: [createDocument(9, "graph")], removed: [8], lastChange: 9 });
      expect(await findOrdinals(opened, "graph")).toContain(9);
      expect(await findOrdinals(opened, "graph")).not.toContain(8);
      await opened.close();
      expect(logger.warnings).toEqual([]);
    }),
  );

  it("can be missing without a warning, and can be empty", () =>
    withTemporaryFolder(async (folder) => {
      const logger = createRecordingLogger();
      const index = await open({ folder: join(folder, "deep", "keyword"), logger });
      expect([index.count, index.lastChange]).toEqual([0, 0]);
      await index.apply({ put: [], removed: [], lastChange: 12 });
      await index.save();
      const opened = await open({ folder: join(folder, "deep", "keyword"), logger });
      expect([opened.count, opened.lastChange]).toEqual([0, 12]);
      expect(logger.warnings).toEqual([]);
    }));

  it("consists of one data file and its manifest, without files left by a crash", () =>
    withTemporaryFolder(async (folder) => {
      const index = await saveSample(folder);
      const before = await findDataFile(folder);
      await writeFile(join(folder, "bm25-0123456789abcdef.bin"), "left by a crash");
      await writeFile(join(folder, "bm25-new.bin.tmp"), "left by a crash");
      await index.apply({ put: [createDocument(99, "kernel")], removed: [], lastChange: 74 });
      await Promise.all([index.save(), index.save(), index.save()]);
      expect(await findDataFile(folder)).not.toBe(before);
      expect(await readdir(folder)).toHaveLength(2);
    }));

  it("includes changes applied during a save after the next save", () =>
    withTemporaryFolder(async (folder) => {
      const index = await open({ folder });
      await index.apply({ put: [createDocument(1, "graph")], removed: [], lastChange: 1 });
      const first = index.save();
      await index.apply({ put: [createDocument(2, "graph")], removed: [], lastChange: 2 });
      await Promise.all([first, index.save()]);
      const opened = await open({ folder });
      expect([opened.count, opened.lastChange]).toEqual([2, 2]);
    }));

  it("survives a failed save, which reports its cause", () =>
    withTemporaryFolder(async (folder) => {
      const write = (): Promise<never> => Promise.reject(new Error("no space left on device"));
      await saveSample(folder);
      const index = await open({ folder, thread: { ...createInlineThread(), write } });
      await index.apply({ put: [createDocument(99, "kernel")], removed: [], lastChange: 90 });
      await expect(index.save()).rejects.toMatchObject({
        code: "unavailable",
        message: expect.stringContaining("no space left on device"),
      });
      expect((await open({ folder })).lastChange).toBe(73);
    }));

  it("reports when its folder cannot be created", () =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "keyword"), "a file");
      const index = await open({ folder: join(folder, "keyword", "index") });
      await expect(index.save()).rejects.toMatchObject({ code: "unavailable" });
    }));
});

describe("An unusable BM25 index starts empty and logs why", () => {
  const cases: [string, string, (data: string, manifest: string) => Promise<void>][] = [
    ["its data file is missing", "is missing", (data) => rm(data)],
    ["its data file is cut short", "bytes", (data) => truncate(data, 1_000)],
    ["its data file is empty", "bytes", (data) => truncate(data, 0)],
    ["its data file is too long", "bytes", (data) => writeFile(data, "x", { flag: "a" })],
    ["its manifest is not JSON", "cannot be read", (_, manifest) => writeFile(manifest, "{")],
    ["its manifest is empty", "cannot be read", (_, manifest) => truncate(manifest, 0)],
    ["its manifest has another shape", "is not a manifest", (_, manifest) => writeFile(manifest, "[1]")],
    [
      "its manifest is a folder",
      "cannot be read",
      async (data, manifest) => {
        await rm(manifest);
        await rename(data, join(data, "..", "moved"));
        await mkdir(manifest);
      },
    ],
  ];
  it.each(cases)("because %s", (_what, warning, damage) =>
    withTemporaryFolder(async (folder) => {
      await saveSample(folder);
      await damage(await findDataFile(folder), join(folder, "bm25.json"));
      await expectStartsEmpty({ folder }, warning);
    }),
  );

  it("because any bit of either file is flipped", () =>
    withTemporaryFolder(async (folder) => {
      await saveSample(folder);
      for (const file of [await findDataFile(folder), join(folder, "bm25.json")]) {
        const whole = await readFile(file);
        for (let at = 0; at < whole.length - 1; at += Math.ceil(whole.length / 40)) {
          const damaged = Uint8Array.from(whole);
          damaged[at] = damaged[at]! ^ (1 << (at % 7));
          await writeFile(file, damaged);
          await expectStartsEmpty({ folder }, folder);
        }
        await writeFile(file, whole);
      }
      expect((await open({ folder })).lastChange).toBe(73);
    }));

  it("because it belongs to another store or weights titles differently, but not because of another k1 or b", () =>
    withTemporaryFolder(async (folder) => {
      await saveSample(folder);
      await expectStartsEmpty({ folder, storeId: "other" }, "belongs to another store");
      await expectStartsEmpty({ folder, titleWeight: 5 }, "title weight of 2, and 5 is wanted");
      expect((await open({ folder, k1: 0.7, b: 0.1 })).lastChange).toBe(73);
    }));

  it("and is intact again after the next save", () =>
    withTemporaryFolder(async (folder) => {
      await saveSample(folder);
      await truncate(await findDataFile(folder), 10);
      await saveSample(folder, { logger: createRecordingLogger() });
      expect((await open({ folder })).count).toBe(58);
    }));
});
