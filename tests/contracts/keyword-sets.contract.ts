import { expect, it } from "vitest";
import type { KeywordHits } from "../../src/ports/search/keyword-index.js";
import { createDocument, type OpenIndex } from "../support/keyword-documents.js";
import { listPapers } from "../support/paper-sets.js";
import type { SearchEngine } from "../support/search-engine.js";

export function describeSets(open: OpenIndex, { sets }: SearchEngine): void {
  it("returns the set of all papers found only on request, whatever the limit of hits", async () => {
    const index = await open(...[1, 2, 70, 4].map((ordinal) => createDocument(ordinal, "graph")));
    await index.apply({ put: [createDocument(2, "tree")], removed: [], lastChange: 5 });
    const found = await index.search({ text: "graph", limit: 1, wantsMatched: true });
    expect(await listPapers(found.matched)).toEqual([1, 4, 70]);
    expect([await found.matched!.count(), found.total]).toEqual([3, 3]);
    const allow = sets.of([1, 2, 4]);
    expect(
      await listPapers((await index.search({ text: "graph", limit: 0, wantsMatched: true, allow })).matched),
    ).toEqual([1, 4]);
    expect(await index.search({ text: "graph", limit: 1 })).not.toHaveProperty("matched");
    expect(await (await index.search({ text: "zebra", limit: 1, wantsMatched: true })).matched!.count()).toBe(0);
  });

  it("returns the set of papers with at least a share of the highest score, whatever the limit of hits", async () => {
    const index = await open(
      createDocument(1, "graph kernel"),
      createDocument(2, "graph kernel", "a graph and a kernel"),
      createDocument(3, "graph"),
      createDocument(70, "tree"),
    );
    await index.apply({ put: [createDocument(5, "kernel of a graph")], removed: [2], lastChange: 5 });
    const { hits, attainable } = await index.search({ text: "graph kernel", limit: 9 });
    for (const minShare of [-1, 0, 0.2, 0.4, 0.6, 0.8, 1.1]) {
      const expected = hits.filter(({ score }) => score >= minShare * attainable).map(({ ordinal }) => ordinal);
      for (const limit of [0, 1, 9]) {
        const found = await index.search({ text: "graph kernel", limit, minShare });
        expect(await listPapers(found.strong)).toEqual(expected.toSorted((one, other) => one - other));
        expect(found.hits).toEqual(hits.slice(0, limit));
      }
    }
    const allow = sets.of([3, 5]);
    expect(
      await listPapers((await index.search({ text: "graph kernel", limit: 1, minShare: 0, allow })).strong),
    ).toEqual([3, 5]);
    expect(await index.search({ text: "graph", limit: 1 })).not.toHaveProperty("strong");
  });

  it("scores alternatives as one term, with the idf of the first of them", async () => {
    const index = await open(
      createDocument(1, "graph kernel"),
      createDocument(2, "graph kernels kern"),
      createDocument(3, "graph kerning"),
      createDocument(40, "graph"),
      createDocument(41, "tree"),
    );
    const words = ["kernel", "kerning", "kern"];
    const search = (othersWeight: number, text = "graph") =>
      index.search({ text, alternatives: { words, othersWeight }, limit: 9, wantsMatched: true });
    const exact = await index.search({ text: "graph kernel", limit: 9 });
    const scoreOf = ({ hits }: KeywordHits, wanted: number) => hits.find(({ ordinal }) => ordinal === wanted)?.score;
    expect(await listPapers((await search(1)).matched)).toEqual([1, 2, 3, 40]);
    expect((await search(1)).attainable).toBe(exact.attainable);
    for (const ordinal of [1, 2, 40]) expect(scoreOf(await search(1), ordinal)).toBe(scoreOf(exact, ordinal));
    expect(scoreOf(await search(1), 3)).toBe(scoreOf(exact, 1));
    expect(scoreOf(await search(0.3), 3)).toBeLessThan(scoreOf(exact, 1)!);
    expect((await search(1, "")).total).toBe(3);
    // A term of the query counts once.
    expect((await search(1, "kernel")).hits).toEqual((await index.search({ text: "kernel", limit: 9 })).hits);
    expect((await index.search({ text: "", alternatives: { words: [], othersWeight: 1 }, limit: 9 })).total).toBe(0);
  });

  it("finds the papers that contain all terms of a text, in any field and order", async () => {
    const index = await open(
      createDocument(1, "graph", "kernels"),
      createDocument(2, "kernel", "", "Graph"),
      createDocument(3, "graph"),
      createDocument(40, "A kernel of the graph"),
    );
    await index.apply({ put: [createDocument(5, "graph kernel")], removed: [40], lastChange: 6 });
    const find = (text: string) => listPapers(index.findContaining(text));
    expect(await find("Graphs, kernels")).toEqual([1, 2, 5]);
    expect(await find("graph")).toEqual([1, 2, 3, 5]);
    expect(await find("graph kernel zebra")).toEqual([]);
    expect(index.findContaining("of the …")).toBeUndefined();
    const texts = ["Graphs, kernels", "graph", "kernel", "graph kernel zebra", "of the …", "graph"];
    expect([...(await index.countContaining(texts))]).toEqual([
      ["Graphs, kernels", 3],
      ["graph", 4],
      ["kernel", 3],
      ["graph kernel zebra", 0],
      ["of the …", 0],
    ]);
    expect((await index.countContaining([])).size).toBe(0);
  });

  it("leaves out papers that have a term or a beginning too seldom for it to be in the title", async () => {
    const index = await open(
      createDocument(1, "Graph kernels"),
      createDocument(2, "Graphs", "of one kernel"),
      createDocument(3, "Trees", "and a graph kernel"),
      createDocument(40, "Kernel of a graph"),
    );
    for (let round = 0; round < 2; round += 1) {
      expect(await listPapers(index.findContaining("graph kernel", "title"))).toEqual([1, 40]);
      expect(await listPapers(index.findByPrefix("grap", "title"))).toEqual([1, 2, 40]);
      expect(await listPapers(index.findContaining("graph kernel"))).toEqual([1, 2, 3, 40]);
      await index.save();
    }
  });

  it("finds the papers with a word that begins with a text, before and after a merge", async () => {
    const index = await open(
      createDocument(1, "Transformers"),
      createDocument(2, "", "Transfer of naïve learners"),
      createDocument(3, "GPT4"),
      createDocument(40, "transfusion"),
    );
    const find = (text: string) => listPapers(index.findByPrefix(text));
    await index.apply({ put: [createDocument(5, "Reinforcement")], removed: [40], lastChange: 6 });
    for (let round = 0; round < 2; round += 1) {
      expect(await find("transf")).toEqual([1, 2]);
      expect(await find("transfo")).toEqual([1]);
      expect(await find("Naïv")).toEqual([2]);
      expect(await find("reinforcemen")).toEqual([5]);
      expect(await find("gp")).toEqual([3]);
      expect(await find("zebra")).toEqual([]);
      expect(index.findByPrefix("two words")).toBeUndefined();
      await index.save();
    }
  });
}
