import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBm25Index } from "../../src/adapters/bm25/keyword-index.js";
import { createMemoryKeywordIndex } from "../../src/adapters/memory/keyword-index.js";
import { collectOrdinals, listMembers, type OrdinalSet } from "../../src/domain/search/ordinal-set.js";
import type { KeywordDocument, KeywordHits, KeywordIndex, KeywordQuery } from "../../src/ports/search/keyword-index.js";
import { createInlineThread, createRecordingLogger, withTemporaryFolder } from "./bm25-support.js";
import { listPapers } from "../support/paper-sets.js";

const everything = 1_000_000;
const limits = [1, 10, 100, 1_000];

/** Common words first: the n-th is about n times as rare as the first. */
const vocabulary = Array.from(
  { length: 60 },
  (_, number) => `word${String.fromCharCode(97 + number / 8, 97 + number)}`,
);

const corpus = fc.record({
  seed: fc.nat(),
  documents: fc.integer({ min: 1, max: 700 }),
  // Gaps between ordinals leave blocks nearly or wholly empty.
  gap: fc.constantFrom(1, 3, 40),
  // Papers that share a text tie.
  alike: fc.constantFrom(1, 1, 5, 200),
  removedOneIn: fc.constantFrom(2, 9, 1_000),
  allowedOneIn: fc.constantFrom(1, 2, 25),
  k1: fc.constantFrom(0, 0.9, 1.5, 3),
  b: fc.constantFrom(0, 0.4, 0.75, 1),
});

interface Scene {
  readonly put: readonly KeywordDocument[];
  readonly removed: readonly number[];
  readonly late: readonly KeywordDocument[];
  readonly allow: OrdinalSet;
  readonly texts: readonly string[];
}

describe("Pruned search", () => {
  it("returns the hits, ties and totals of an exhaustive search, bit for bit", async () => {
    const property = fc.asyncProperty(corpus, (options) =>
      withTemporaryFolder(async (folder) => {
        const { k1, b } = options;
        const scene = generateScene(options);
        const open = (other: { k1: number; b: number }) =>
          createBm25Index({
            folder,
            storeId: "store",
            logger: createRecordingLogger(),
            thread: createInlineThread(),
            ...other,
          });
        const index = await open({ k1, b });
        const plain = createMemoryKeywordIndex({ k1, b });
        const apply = async (put: readonly KeywordDocument[], removed: readonly number[]) => {
          for (const each of [index, plain]) await each.apply({ put, removed, lastChange: 1 });
        };

        await apply(scene.put, []);
        await index.save();
        await expectSameHits(index, plain, scene);
        // Removed papers and a mutable part: statistics differ from the plain index until a merge.
        await apply(scene.late, scene.removed);
        await expectBestOfAll(index, plain, scene);
        await index.save();
        await expectSameHits(index, plain, scene);
        await index.close();

        // Bounds were computed with other parameters than scores are now.
        const reopened = await open({ k1: 1.2, b: 0.5 });
        const other = createMemoryKeywordIndex({ k1: 1.2, b: 0.5 });
        await other.apply({ put: scene.put, removed: [], lastChange: 1 });
        await other.apply({ put: scene.late, removed: scene.removed, lastChange: 1 });
        await expectSameHits(reopened, other, scene);
        await reopened.close();
      }),
    );
    await fc.assert(property, { numRuns: 12, seed: 11 });
  });
});

async function expectSameHits(index: KeywordIndex, plain: KeywordIndex, { texts, allow }: Scene): Promise<void> {
  for (const query of listQueries(texts, allow)) await expectBestOf(index, query, await plain.search(query));
}

/** With a limit above the number of papers, nothing can be pruned. */
async function expectBestOfAll(index: KeywordIndex, plain: KeywordIndex, { texts, allow }: Scene): Promise<void> {
  for (const query of listQueries(texts, allow)) {
    const all = await index.search(query);
    const { matched, total, probed } = await plain.search(query);
    expect(await listPapers(all.matched), query.text).toEqual(await listPapers(matched));
    expect([all.total, all.probed.map(Math.sign)]).toEqual([total, probed.map(Math.sign)]);
    expect(await index.countContaining([query.text])).toEqual(await plain.countContaining([query.text]));
    await expectBestOf(index, query, all);
  }
}

async function expectBestOf(index: KeywordIndex, query: KeywordQuery, { hits, ...facts }: KeywordHits): Promise<void> {
  for (const limit of limits) {
    const { hits: best, ...others } = await index.search({ ...query, limit });
    expect(best, query.text).toEqual(hits.slice(0, limit));
    expect([others.total, others.probed, others.attainable]).toEqual([facts.total, facts.probed, facts.attainable]);
  }
}

function listQueries(texts: readonly string[], allow: OrdinalSet): KeywordQuery[] {
  const shared = { limit: everything, probe: listMembers(allow.bits), wantsMatched: true };
  return texts.flatMap((text) => [
    { text, ...shared },
    { text, ...shared, allow },
    { text, alternatives: { words: vocabulary.slice(2, 14), othersWeight: 1 }, ...shared },
    { text, alternatives: { words: vocabulary.slice(20, 40), othersWeight: 0.3 }, ...shared, allow },
  ]);
}

function generateScene(options: {
  seed: number;
  documents: number;
  gap: number;
  alike: number;
  removedOneIn: number;
  allowedOneIn: number;
}): Scene {
  const { documents, gap, alike, removedOneIn, allowedOneIn } = options;
  const draw = createDraw(options.seed);
  const write = (words: number): string =>
    Array.from({ length: words }, () => vocabulary[Math.floor(vocabulary.length ** (draw(1_000) / 1_000)) - 1]).join(
      " ",
    );
  const ordinals = Array.from({ length: documents }, (_, number) => 1 + number * gap + draw(gap));
  let text = { title: "", abstract: "" };
  const describePaper = (ordinal: number, at: number): KeywordDocument => {
    if (at % alike === 0) text = { title: write(draw(8)), abstract: write(draw(60)) };
    return { ordinal, ...text, extra: "" };
  };
  const pick = (oneIn: number): number[] => ordinals.filter(() => draw(oneIn) === 0);
  return {
    put: ordinals.map(describePaper),
    removed: pick(removedOneIn),
    late: [...pick(removedOneIn), documents * gap + 500].map(describePaper),
    allow: collectOrdinals(pick(allowedOneIn)),
    texts: [vocabulary[0]!, vocabulary[59]!, vocabulary.slice(0, 4).join(" "), write(3), write(8), write(30), "zebra"],
  };
}

function createDraw(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
