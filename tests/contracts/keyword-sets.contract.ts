import { expect, it } from "vitest";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { KeywordIndex } from "../../src/ports/search/keyword-index.js";
import { createDocument, type OpenIndex } from "../support/keyword-documents.js";

export function describeSets(open: OpenIndex): void {
  it("returns the set of all papers found only on request, whatever the limit of hits", async () => {
    const index = await open(...[1, 2, 70, 4].map((ordinal) => createDocument(ordinal, "graph")));
    await index.apply({ put: [createDocument(2, "tree")], removed: [], lastChange: 5 });
    const found = index.search({ text: "graph", limit: 1, wantsMatched: true });
    expect([...found.matched!.values()]).toEqual([1, 4, 70]);
    expect([found.matched!.size, found.total]).toEqual([3, 3]);
    const allow = collectOrdinals([1, 2, 4]);
    expect([...index.search({ text: "graph", limit: 0, wantsMatched: true, allow }).matched!.values()]).toEqual([1, 4]);
    expect(index.search({ text: "graph", limit: 1 })).not.toHaveProperty("matched");
    expect(index.search({ text: "zebra", limit: 1, wantsMatched: true }).matched!.size).toBe(0);
  });

  it("returns the set of papers with at least a share of the highest score, whatever the limit of hits", async () => {
    const index = await open(
      createDocument(1, "graph kernel"),
      createDocument(2, "graph kernel", "a graph and a kernel"),
      createDocument(3, "graph"),
      createDocument(70, "tree"),
    );
    await index.apply({ put: [createDocument(5, "kernel of a graph")], removed: [2], lastChange: 5 });
    const { hits, attainable } = index.search({ text: "graph kernel", limit: 9 });
    for (const minShare of [-1, 0, 0.2, 0.4, 0.6, 0.8, 1.1]) {
      const expected = hits.filter(({ score }) => score >= minShare * attainable).map(({ ordinal }) => ordinal);
      for (const limit of [0, 1, 9]) {
        const found = index.search({ text: "graph kernel", limit, minShare });
        expect([...found.strong!.values()]).toEqual(expected.toSorted((one, other) => one - other));
        expect(found.hits).toEqual(hits.slice(0, limit));
      }
    }
    const allow = collectOrdinals([3, 5]);
    expect([...index.search({ text: "graph kernel", limit: 1, minShare: 0, allow }).strong!.values()]).toEqual([3, 5]);
    expect(index.search({ text: "graph", limit: 1 })).not.toHaveProperty("strong");
  });

  it("finds the papers that contain all terms of a text, in any field and order", async () => {
    const index = await open(
      createDocument(1, "graph", "kernels"),
      createDocument(2, "kernel", "", "Graph"),
      createDocument(3, "graph"),
      createDocument(40, "A kernel of the graph"),
    );
    await index.apply({ put: [createDocument(5, "graph kernel")], removed: [40], lastChange: 6 });
    const find = (text: string) => [...index.findContaining(text)!.values()];
    expect(find("Graphs, kernels")).toEqual([1, 2, 5]);
    expect(find("graph")).toEqual([1, 2, 3, 5]);
    expect(find("graph kernel zebra")).toEqual([]);
    expect(index.findContaining("of the …")).toBeUndefined();
  });

  it("finds the papers with a word that begins with a text, before and after a merge", async () => {
    const index = await open(
      createDocument(1, "Transformers"),
      createDocument(2, "", "Transfer of naïve learners"),
      createDocument(3, "GPT4"),
      createDocument(40, "transfusion"),
    );
    const find = (text: string) => [...(index.findByPrefix(text)?.values() ?? [])];
    await index.apply({ put: [createDocument(5, "Reinforcement")], removed: [40], lastChange: 6 });
    for (let round = 0; round < 2; round += 1) {
      expect(find("transf")).toEqual([1, 2]);
      expect(find("transfo")).toEqual([1]);
      expect(find("Naïv")).toEqual([2]);
      expect(find("reinforcement")).toEqual([5]);
      expect(find("gp")).toEqual([3]);
      expect(find("zebra")).toEqual([]);
      expect(index.findByPrefix("two words")).toBeUndefined();
      await index.save();
    }
  });
}

export function describeNearTerms(open: OpenIndex): void {
  const near = (index: KeywordIndex, word: string) =>
    index.findNearTerms(word).map(({ term, documents, distance }) => `${term} ${documents} ${distance}`);

  it("finds terms with a letter deleted, inserted, replaced or swapped, most papers first", async () => {
    const index = await open(
      createDocument(1, "graph grapp"),
      createDocument(2, "grape"),
      createDocument(3, "grapes"),
      createDocument(4, "gaph"),
    );
    expect(near(index, "Grapd")).toEqual(["grape 2 1", "graph 1 1", "grapp 1 1"]);
    expect(near(index, "garph")).toEqual(["gaph 1 1", "graph 1 1"]);
    expect(near(index, "grraph")).toEqual(["graph 1 1"]);
  });

  it("allows two edits from eight letters up, closer terms first", async () => {
    const index = await open(
      createDocument(1, "transformer", "transformation"),
      createDocument(2, "reinforcement"),
      createDocument(3, "reinforcements"),
    );
    expect(near(index, "reinforzzment")).toEqual(["reinforc 2 2"]);
    expect(near(index, "trasnformer")).toEqual(["transform 1 1"]);
    expect(near(index, "tranzzzform")).toEqual([]);
  });

  it("finds none for a word in the index, a short word, or one with anything but letters", async () => {
    const index = await open(createDocument(1, "graph cats gpt4 naïve"), createDocument(2, "graphs"));
    for (const word of ["graph", "Graphs", "car", "gpt5", "2019", "grapt-walk", "grapt walk", "", "which", "naïve"]) {
      expect(near(index, word), word).toEqual([]);
    }
    expect(near(index, "naïfe")).toEqual(["naiv 1 1"]);
  });

  it("counts only existing papers, and omits terms that no paper contains", async () => {
    const index = await open(createDocument(1, "graph"), createDocument(2, "graph grape"), createDocument(3, "grapt"));
    await index.apply({ put: [createDocument(3, "tree")], removed: [2], lastChange: 4 });
    expect(near(index, "grapt")).toEqual(["graph 1 1"]);
    await index.save();
    await index.apply({ put: [createDocument(4, "graph")], removed: [], lastChange: 5 });
    expect(near(index, "grapt")).toEqual(["graph 2 1"]);
    expect(index.findNearTerms("grapt")).toMatchObject([{ example: 1 }]);
    await index.apply({ put: [], removed: [1], lastChange: 6 });
    expect(index.findNearTerms("grapt")).toMatchObject([{ example: 4, documents: 1 }]);
  });

  it("returns at most ten terms", async () => {
    const index = await open(createDocument(1, "", [..."abcdefghijklm"].map((letter) => `vortx${letter}`).join(" ")));
    expect(near(index, "vortxz")).toHaveLength(10);
  });

  it("counts letters, not bytes", async () => {
    const index = await open(createDocument(1, "граф граница"), createDocument(2, "ядро"));
    expect(near(index, "грас")).toEqual(["граф 1 1"]);
    expect(near(index, "ядра")).toEqual(["ядро 1 1"]);
  });
}
