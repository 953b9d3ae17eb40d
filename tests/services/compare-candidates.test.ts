import { afterEach, describe, expect, it } from "vitest";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

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
