import { afterEach, describe, expect, it } from "vitest";
import type { Candidate } from "../../src/domain/search/fusion.js";
import { addRelevanceFeedback } from "../../src/services/search/add-relevance-feedback.js";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const near = (ordinal: number, meaning: number): Candidate => ({ ordinal, keyword: 0, meaning, isNear: true });
/** On this scale, the similarity of two papers is their cosine. */
const cosines = { unrelated: 0, spread: 0.15 };
const vectors = [Float32Array.of(1, 0), Float32Array.of(0.6, 0.8), Float32Array.of(0.8, 0.6), undefined];

describe("feedback", () => {
  it("compares each candidate with the best hits, and treats one without a vector as the least similar", () => {
    // The first leads so clearly that it has almost all the weight: the cosines to it are 1, 0.6 and 0.8.
    const candidates = [near(1, 0.9), near(2, 0.5), near(3, 0.3), near(4, 0.2)];
    const weighed = addRelevanceFeedback(candidates, { vectors, cosines, semanticWeight: 1 });
    expect(weighed.map(({ ordinal, feedback }) => [ordinal, feedback])).toEqual([
      [1, expect.closeTo(0, 5)],
      [2, expect.closeTo(-0.4, 5)],
      [3, expect.closeTo(-0.2, 5)],
      [4, expect.closeTo(-0.4, 5)],
    ]);
  });

  it("has no effect when meaning has no weight or no candidate has a vector", () => {
    const candidates = [near(1, 0.9), near(2, 0.5)];
    expect(addRelevanceFeedback(candidates, { vectors, cosines, semanticWeight: 0 })).toEqual(candidates);
    expect(addRelevanceFeedback(candidates, { vectors: [undefined, undefined], cosines, semanticWeight: 1 })).toEqual(
      candidates,
    );
  });
});

describe("a hybrid search", () => {
  let library: TestLibrary;
  afterEach(() => library.dispose());

  it("prefers, of two papers that match the query equally, the one more similar to the best hit", async () => {
    library = await openTestLibrary();
    await ingest(library.services, [
      // Both share one word of three with the query; the second shares two more with the best hit.
      { id: "unlike", title: "Zebra hospitals ageing" },
      { id: "alike", title: "Zebra grassland herds" },
      { id: "best", title: "Zebra stripes grassland herds" },
    ]);
    const { hits } = await search(library.services, { query: "zebra stripes", explain: true });
    expect(hits.map(({ paper }) => paper.id)).toEqual(["best", "alike", "unlike"]);
    const [, alike, unlike] = hits.map(({ explanation }) => explanation);
    expect(alike?.meaning?.share).toBe(unlike?.meaning?.share);
    expect(alike?.keyword?.share).toBe(unlike?.keyword?.share);
  });
});
