import { expect, it } from "vitest";
import { countTerms, defaultBm25Parameters, scoreTerm } from "../../src/domain/search/bm25.js";
import { createDocument, type OpenIndex } from "../support/keyword-documents.js";
import type { SearchEngine } from "../support/search-engine.js";

export function describeWeights(open: OpenIndex, { digits }: SearchEngine): void {
  it("tells what the terms of a text are worth, from which the score of a paper follows", async () => {
    const index = await open(
      createDocument(1, "Graph kernels", "Kernels of graphs", "chemistry"),
      createDocument(2, "Proofs", "A longer text on proofs and on many other things"),
    );
    const text = "graph kernels of chemistry zebra";
    const { texts, penalty } = await index.weighTerms(["the of", text]);
    const terms = texts[1]!;
    const { frequencies, length } = countTerms(
      { title: "Graph kernels", abstract: "Kernels of graphs", extra: "chemistry" },
      defaultBm25Parameters.titleWeight,
    );
    const score = terms.reduce(
      (sum, { term, idf }) =>
        sum + scoreTerm(idf, frequencies.get(term) ?? 0, penalty.constant + penalty.slope * length),
      0,
    );
    const { hits, attainable } = await index.search({ text, limit: 1 });
    expect(score).toBeCloseTo(hits[0]!.score, digits);
    expect(terms.reduce((sum, { idf }) => sum + idf, 0)).toBeCloseTo(attainable, digits);
    expect(texts[0]).toEqual([]);
    expect(await index.weighTerms([])).toEqual({ texts: [], penalty });
  });
}
