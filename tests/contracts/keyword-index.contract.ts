import { afterEach, describe, expect, it } from "vitest";
import { computeIdf } from "../../src/domain/search/bm25.js";
import type { KeywordDocument, KeywordIndex } from "../../src/ports/search/keyword-index.js";
import { createDocument, findOrdinals, type OpenIndex } from "../support/keyword-documents.js";
import { embeddedEngine, type SearchEngine } from "../support/search-engine.js";
import { describeSets } from "./keyword-sets.contract.js";
import { describeWeights } from "./keyword-weights.contract.js";
import { describeVocabulary } from "./vocabulary.contract.js";

/** @param create an empty index, with the default parameters of BM25. */
export function describeKeywordIndex(
  name: string,
  create: () => Promise<KeywordIndex>,
  engine: SearchEngine = embeddedEngine,
): void {
  describe(`${name} as a keyword index`, () => {
    const opened: KeywordIndex[] = [];
    const open = async (...put: KeywordDocument[]): Promise<KeywordIndex> => {
      const index = await create();
      opened.push(index);
      if (put.length > 0) await index.apply({ put, removed: [], lastChange: put.length });
      return index;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((index) => index.close()));
    });

    describeFinding(open);
    describeScores(open, engine);
    describeWeights(open, engine);
    describeLimits(open, engine);
    describeSets(open, engine);
    describeVocabulary(open);
    describeChanges(open);
  });
}

function describeFinding(open: OpenIndex): void {
  it("finds a paper by a word of its title, of its abstract and of its authors and keywords", async () => {
    const index = await open(createDocument(1, "Graph kernels", "We compare walks.", "Ada Lovelace; chemistry"));
    for (const text of ["graph", "walks", "lovelace", "chemistry"])
      expect(await findOrdinals(index, text)).toEqual([1]);
  });

  it("finds other forms of a word, whatever their case, marks and hyphens", async () => {
    const index = await open(createDocument(1, "Pre-training with ResNet50", "", "Søren Müller"));
    for (const text of ["pretrained", "TRAINING", "resnet-50", "resnet", "soren", "Muller", "ｐｒｅ"]) {
      expect(await findOrdinals(index, text), text).toEqual([1]);
    }
  });

  it("finds words of scripts without spaces", async () => {
    const index = await open(createDocument(1, "基于深度学习的图像识别"), createDocument(2, "自然語言處理"));
    expect(await findOrdinals(index, "深度学习")).toEqual([1]);
    expect(await findOrdinals(index, "語言")).toEqual([2]);
  });

  it("finds papers that contain any of the words, and counts them all", async () => {
    const index = await open(createDocument(1, "Graph"), createDocument(2, "Kernel"), createDocument(3, "Proof"));
    const { hits, total } = await index.search({ text: "graph kernel", limit: 10 });
    expect(hits.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
    expect(total).toBe(2);
  });

  it("finds nothing for a text without a term, in an empty index, and for unknown words", async () => {
    const index = await open(createDocument(1, "The graph of a function"));
    for (const text of ["", "   ", "the of and", "?!…", "\ud800", "zebra"]) {
      expect(await index.search({ text, limit: 10 }), text).toMatchObject({ hits: [], total: 0 });
    }
    const empty = await open();
    expect(await empty.search({ text: "graph", limit: 10 })).toMatchObject({ hits: [], total: 0 });
  });
}

function describeScores(open: OpenIndex, { digits }: SearchEngine): void {
  it("scores by BM25 with k1 1.5, b 0.75 and titles counted twice", async () => {
    const index = await open(createDocument(1, "graph", "walk"), createDocument(2, "walk", "proof proof"));
    const { hits } = await index.search({ text: "proof", limit: 10 });
    // N 2, df 1, tf 2, length 4, average (3 + 4) / 2.
    const expected = (Math.log(1 + 1.5 / 1.5) * 2) / (2 + 1.5 * (0.25 + (0.75 * 4) / 3.5));
    expect(hits).toEqual([{ ordinal: 2, score: expect.closeTo(expected, digits) }]);
  });

  it("ranks a word in the title above the same word in the abstract", async () => {
    const index = await open(createDocument(1, "proof", "graph"), createDocument(2, "graph", "proof"));
    expect(await findOrdinals(index, "graph")).toEqual([2, 1]);
  });

  it("ranks a rare word above a common one", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(2, "graph"), createDocument(3, "kernel"));
    expect(await findOrdinals(index, "graph kernel")).toEqual([3, 1, 2]);
  });

  it("does not penalise a paper for a long list of authors", async () => {
    const authors = Array.from({ length: 500 }, (_, number) => `author${number}`).join(" ");
    const index = await open(createDocument(1, "graph"), createDocument(2, "graph", "", authors));
    const [one, other] = (await index.search({ text: "graph", limit: 2 })).hits;
    expect(one?.score).toBe(other?.score);
  });

  it("counts a repeated word of the query once", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(2, "kernel"));
    const once = await index.search({ text: "graph kernel", limit: 10 });
    expect(await index.search({ text: "graph graphs kernel Graph", limit: 10 })).toEqual(once);
  });

  it("scores above 0 even for a word that every paper contains", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(2, "graph"));
    for (const { score } of (await index.search({ text: "graph", limit: 10 })).hits) expect(score).toBeGreaterThan(0);
  });
}

function describeLimits(open: OpenIndex, { sets, digits }: SearchEngine): void {
  it("returns the best hits up to the limit, equal scores by ascending ordinal, and the exact total", async () => {
    const ordinals = [40, 7, 93, 21, 65, 2, 88, 13];
    const index = await open(
      ...ordinals.map((ordinal) => createDocument(ordinal, "graph")),
      createDocument(50, "x", "graph"),
    );
    expect(await findOrdinals(index, "graph", 3)).toEqual([2, 7, 13]);
    expect((await index.search({ text: "graph", limit: 3 })).total).toBe(9);
    expect(await findOrdinals(index, "graph", 100)).toEqual([2, 7, 13, 21, 40, 65, 88, 93, 50]);
  });

  it("returns no hits for a limit of 0, but the total", async () => {
    const index = await open(createDocument(1, "graph"));
    expect(await index.search({ text: "graph", limit: 0 })).toMatchObject({ hits: [], total: 1 });
  });

  it("finds and counts only allowed papers", async () => {
    const index = await open(...[1, 2, 3, 4].map((ordinal) => createDocument(ordinal, "graph")));
    const search = (...allowed: number[]) => index.search({ text: "graph", limit: 1, allow: sets.of(allowed) });
    expect(await search(2, 4, 900)).toMatchObject({ hits: [{ ordinal: 2 }], total: 2 });
    expect(await search()).toMatchObject({ hits: [], total: 0 });
    expect(await findOrdinals(index, "graph")).toEqual([1, 2, 3, 4]);
  });

  it("scores the papers of a second list, whether or not they are allowed or among the hits", async () => {
    const documents = [1, 2, 3, 4, 5].map((ordinal) => createDocument(ordinal, ordinal === 3 ? "tree" : "graph"));
    const index = await open(...documents);
    await index.apply({ put: [createDocument(6, "graph", "tree")], removed: [4], lastChange: 6 });
    const scores = new Map(
      (await index.search({ text: "graph", limit: 10 })).hits.map(({ ordinal, score }) => [ordinal, score]),
    );
    // 3 does not contain the word, 4 is removed, 900 never existed.
    const query = {
      text: "graph",
      limit: 1,
      allow: sets.of([1]),
      probe: Int32Array.of(6, 2, 3, 4, 5, 900),
    };
    const { probed, total } = await index.search(query);
    expect(total).toBe(1);
    const expected = [6, 2, 3, 4, 5, 900].map((ordinal) => scores.get(ordinal) ?? 0);
    expect([...probed]).toEqual(expected);
    expect(expected.filter((score) => score > 0)).toHaveLength(3);
    await index.save();
    expect([...(await index.search(query)).probed].map(Math.sign)).toEqual(expected.map(Math.sign));
    expect((await index.search({ text: "graph", limit: 1 })).probed).toHaveLength(0);
  });

  it("tells the idf of the query's words that papers have, however often they have them", async () => {
    const documents = [createDocument(1, "graph graph", "graph tree"), createDocument(2, "graph")];
    const index = await open(...documents, createDocument(3, "kernel"));
    const query = { text: "graph tree forest", limit: 0, cover: Int32Array.of(3, 2, 1, 900) };
    const [graph, tree] = [computeIdf(3, 2), computeIdf(3, 1)];
    const expected = [0, graph, graph + tree, 0].map((idf) => expect.closeTo(idf, digits));
    expect([...(await index.search(query)).covered]).toEqual(expected);
    await index.save();
    expect([...(await index.search(query)).covered]).toEqual(expected);
    expect((await index.search({ text: "graph", limit: 1 })).covered).toHaveLength(0);
  });

  it("reports an upper bound of the scores: the idf of all terms, known or not", async () => {
    const index = await open(createDocument(1, "graph graph"), createDocument(2, "kernel"));
    // N 2: df 1 gives ln(1 + 1.5 / 1.5), df 0 gives ln(1 + 2.5 / 0.5).
    const { attainable, hits } = await index.search({ text: "graph zebra", limit: 10 });
    expect(attainable).toBeCloseTo(Math.log(2) + Math.log(6), digits);
    expect(hits[0]!.score).toBeLessThan(attainable);
    expect((await index.search({ text: "the of", limit: 10 })).attainable).toBe(1);
  });
}

function describeChanges(open: OpenIndex): void {
  it("starts with no papers at change 0, and reports its content afterwards", async () => {
    const index = await open();
    expect([index.count, index.lastChange]).toEqual([0, 0]);
    await index.apply({
      put: [createDocument(1, "graph"), createDocument(2, "…")],
      removed: [],
      lastChange: 17,
    });
    expect([index.count, index.lastChange]).toEqual([2, 17]);
    await index.apply({ put: [], removed: [1, 999], lastChange: 21 });
    expect([index.count, index.lastChange]).toEqual([1, 21]);
  });

  it("replaces an earlier document of the same ordinal", async () => {
    const index = await open(createDocument(1, "graph"));
    await index.apply({ put: [createDocument(1, "kernel")], removed: [], lastChange: 2 });
    expect(await findOrdinals(index, "graph")).toEqual([]);
    expect(await findOrdinals(index, "kernel")).toEqual([1]);
    expect(index.count).toBe(1);
  });

  it("keeps the last of several documents of one ordinal", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(1, "kernel"));
    expect(await findOrdinals(index, "graph kernel")).toEqual([1]);
    expect((await index.search({ text: "graph", limit: 1 })).total).toBe(0);
  });

  it("does not find a removed paper, and finds it again after it is put back", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(2, "graph"));
    await index.apply({ put: [], removed: [1], lastChange: 3 });
    expect(await index.search({ text: "graph", limit: 5 })).toMatchObject({ hits: [{ ordinal: 2 }], total: 1 });
    await index.apply({ put: [createDocument(1, "graph")], removed: [], lastChange: 4 });
    expect(await findOrdinals(index, "graph")).toEqual([1, 2]);
  });

  it("removes before it puts", async () => {
    const index = await open(createDocument(1, "graph"));
    await index.apply({ put: [createDocument(1, "kernel")], removed: [1], lastChange: 2 });
    expect(await findOrdinals(index, "kernel")).toEqual([1]);
  });

  it("applies concurrent changes in the order of the calls", async () => {
    const index = await open();
    await Promise.all([
      index.apply({ put: [createDocument(1, "graph")], removed: [], lastChange: 1 }),
      index.apply({ put: [createDocument(1, "kernel")], removed: [], lastChange: 2 }),
      index.apply({ put: [createDocument(2, "kernel")], removed: [], lastChange: 3 }),
    ]);
    expect(await findOrdinals(index, "graph kernel")).toEqual([1, 2]);
    expect(await findOrdinals(index, "graph")).toEqual([]);
    expect(index.lastChange).toBe(3);
  });

  it("still finds everything after a save", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(2, "kernel"));
    await Promise.all([index.save(), index.save()]);
    expect(await findOrdinals(index, "graph")).toEqual([1]);
    await index.apply({ put: [createDocument(3, "graph")], removed: [], lastChange: 3 });
    expect(await findOrdinals(index, "graph")).toEqual([1, 3]);
    await index.save();
    expect([index.count, index.lastChange]).toEqual([3, 3]);
  });
}
