import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Bm25IndexOptions, createBm25Index } from "../../src/adapters/bm25/keyword-index.js";
import { createMemoryKeywordIndex } from "../../src/adapters/memory/keyword-index.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { KeywordIndex } from "../../src/ports/search/keyword-index.js";
import { describeKeywordIndex } from "../contracts/keyword-index.contract.js";
import { createDocument, findOrdinals } from "../support/keyword-documents.js";
import {
  createHeldThread,
  createInlineThread,
  createRecordingLogger,
  generateDocuments,
  sampleQueries,
  withTemporaryFolder,
} from "./bm25-support.js";
import { createSegmentThread } from "../../src/adapters/bm25/segment-thread.js";

const everything = 1_000_000;
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

async function withIndex(
  options: Partial<Bm25IndexOptions>,
  use: (index: KeywordIndex) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const index = await createBm25Index({
      folder,
      storeId: "store",
      logger: createRecordingLogger(),
      ...options,
    });
    await use(index).finally(() => index.close());
  });
}

const root = mkdtempSync(join(tmpdir(), "paperkin-bm25-"));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

describeKeywordIndex("The BM25 adapter", () => {
  folders += 1;
  const folder = join(root, `${folders}`);
  return createBm25Index({
    folder,
    storeId: "store",
    logger: createRecordingLogger(),
    thread: createInlineThread(),
  });
});

describe("The BM25 index compared with the plain one", () => {
  it("scores equally in every state between merges", async () => {
    const thread = createHeldThread();
    await withIndex({ thread, mergeThreshold: 40 }, async (index) => {
      const oracle = createMemoryKeywordIndex();
      // Ordinals come out of order, so that merges interleave them.
      const documents = generateDocuments(1, [...range(500, 620), ...range(100, 160), ...range(300, 360)]);
      for (let start = 0; start < documents.length; start += 30) {
        const changes = { put: documents.slice(start, start + 30), removed: [], lastChange: start + 30 };
        await Promise.all([index.apply(changes), oracle.apply(changes)]);
        await expectAgreement(index, oracle);
        if (start % 60 === 0) thread.release();
      }
      thread.release({ holdLater: false });
      await index.save();
      await expectAgreement(index, oracle);
    });
  });

  it("agrees with other parameters", async () => {
    const parameters = { k1: 0.9, b: 0.3, titleWeight: 3 };
    await withIndex({ thread: createInlineThread(), mergeThreshold: 50, ...parameters }, async (index) => {
      const oracle = createMemoryKeywordIndex(parameters);
      const changes = { put: generateDocuments(2, range(1, 250)), removed: [], lastChange: 1 };
      await Promise.all([index.apply(changes), oracle.apply(changes)]);
      await expectAgreement(index, oracle);
    });
  });

  it("finds the same papers after any puts, removals and merges, and scores equally after a save", async () => {
    const step = fc.record({
      seed: fc.nat(),
      put: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 25 }),
      removed: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 15 }),
      release: fc.boolean(),
    });
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const thread = createHeldThread();
      await withIndex({ thread, mergeThreshold: 10 }, async (index) => {
        const oracle = createMemoryKeywordIndex();
        for (const { seed, put, removed, release } of steps) {
          const changes = { put: generateDocuments(seed, put), removed, lastChange: seed };
          await Promise.all([index.apply(changes), oracle.apply(changes)]);
          await expectSameFinds(index, oracle);
          if (release) thread.release();
        }
        thread.release({ holdLater: false });
        await index.save();
        await expectAgreement(index, oracle);
      });
    });
    await fc.assert(property, { numRuns: 25, seed: 7 });
  });
});

describe("The BM25 index during a merge", () => {
  it("finds earlier papers, and applies new changes", async () => {
    const thread = createHeldThread();
    await withIndex({ thread, mergeThreshold: 2 }, async (index) => {
      const apply = (put: [number, string][], removed: number[] = []) =>
        index.apply({
          put: put.map(([ordinal, title]) => createDocument(ordinal, title)),
          removed,
          lastChange: 1,
        });
      await apply([
        [1, "graph"],
        [2, "graph"],
        [3, "graph"],
        [4, "graph"],
      ]);
      expect(thread.held).toBe(1);
      await apply(
        [
          [2, "kernel"],
          [5, "graph"],
        ],
        [3],
      );
      const expectCurrent = async () => {
        expect(await findOrdinals(index, "graph")).toEqual([1, 4, 5]);
        expect(await findOrdinals(index, "kernel")).toEqual([2]);
        expect(index.count).toBe(4);
      };
      await expectCurrent();
      thread.release({ holdLater: false });
      await index.save();
      await expectCurrent();
    });
  });

  it("loses nothing when the merge fails, logs a warning, and merges the same papers later", async () => {
    const logger = createRecordingLogger();
    const inline = createInlineThread();
    let failures = 1;
    const merge = async (request: Parameters<typeof inline.merge>[0]) => {
      if (failures-- > 0) throw new Error("out of memory");
      return inline.merge(request);
    };
    await withIndex({ thread: { ...inline, merge }, logger, mergeThreshold: 2 }, async (index) => {
      const oracle = createMemoryKeywordIndex();
      for (const put of [generateDocuments(1, range(1, 5)), generateDocuments(2, range(5, 7))]) {
        await Promise.all([index, oracle].map((each) => each.apply({ put, removed: [1], lastChange: 1 })));
        await expectSameFinds(index, oracle);
      }
      expect(logger.warnings).toEqual([expect.stringContaining("it will be tried again")]);
      await index.save();
      await expectAgreement(index, oracle);
    });
  });

  it("gives the same results when it merges in a thread", async () => {
    await withIndex({ thread: createSegmentThread(), mergeThreshold: 60 }, async (index) => {
      const oracle = createMemoryKeywordIndex();
      for (const start of [1, 101, 201]) {
        const changes = {
          put: generateDocuments(start, range(start, start + 100)),
          removed: [],
          lastChange: start,
        };
        await Promise.all([index.apply(changes), oracle.apply(changes)]);
        await expectAgreement(index, oracle);
      }
      await index.save();
      await expectAgreement(index, oracle);
    });
  });
});

describe("The BM25 index while changes are applied", () => {
  it("yields to the event loop between slices of a large change", async () => {
    await withIndex({ thread: createInlineThread() }, async (index) => {
      let applied = false;
      let turns = 0;
      const words = Array.from({ length: 20_000 }, (_, number) => `word${number}`).join(" ");
      const put = range(1, 6).map((ordinal) => createDocument(ordinal, "graph", words));
      const applying = index.apply({ put, removed: [], lastChange: 1 }).then(() => void (applied = true));
      while (!applied) {
        await new Promise((resolve) => setImmediate(resolve));
        turns += 1;
      }
      await applying;
      expect(turns).toBeGreaterThan(3);
    });
  });

  it("rejects changes and saves after it is closed, and can be closed twice", async () => {
    await withIndex({ thread: createInlineThread() }, async (index) => {
      await index.apply({ put: [createDocument(1, "graph")], removed: [], lastChange: 1 });
      await index.close();
      await index.close();
      await expect(index.save()).rejects.toMatchObject({ code: "unavailable" });
      await expect(index.apply({ put: [], removed: [], lastChange: 2 })).rejects.toMatchObject({
        code: "unavailable",
      });
      expect(await findOrdinals(index, "graph")).toEqual([1]);
    });
  });
});

async function expectAgreement(index: KeywordIndex, oracle: KeywordIndex): Promise<void> {
  expect(index.count).toBe(oracle.count);
  const allow = collectOrdinals(range(0, 1_000).filter((ordinal) => ordinal % 3 === 0));
  const probe = Int32Array.from(range(0, 1_000).filter((ordinal) => ordinal % 7 === 0));
  for (const text of sampleQueries) {
    for (const limit of [1, 10, everything]) {
      expect(await index.search({ text, limit }), text).toEqual(await oracle.search({ text, limit }));
      expect(await index.search({ text, limit, allow, probe }), text).toEqual(
        await oracle.search({ text, limit, allow, probe }),
      );
    }
  }
}

/** Removed papers count in the statistics until a merge: scores may differ, but not what is found. */
async function expectSameFinds(index: KeywordIndex, oracle: KeywordIndex): Promise<void> {
  expect(index.count).toBe(oracle.count);
  for (const text of sampleQueries) {
    const sorted = async (searched: KeywordIndex) =>
      (await findOrdinals(searched, text, everything)).sort((one, other) => one - other);
    expect(await sorted(index), text).toEqual(await sorted(oracle));
    expect((await index.search({ text, limit: 3 })).total).toBe((await oracle.search({ text, limit: 3 })).total);
  }
}
