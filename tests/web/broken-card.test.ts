import { expect, it } from "vitest";
import { loadPageRenderer } from "../../src/compose/page-renderer.js";

const paper = { abstract: "Weights.", categories: [], keywords: [] };
const hits = [
  { paper: { ...paper, id: "one", title: "First", authors: [] }, score: 0.9, matchedBy: "both" },
  // No list of authors: the card cannot be rendered.
  { paper: { ...paper, id: "two", title: "Second", authors: null }, score: 0.8, matchedBy: "both" },
  { paper: { ...paper, id: "three", title: "Third", authors: [] }, score: 0.7, matchedBy: "both" },
];

it("a paper that cannot be rendered does not take the document with it, and is logged", async () => {
  const createPageRenderer = await loadPageRenderer();
  const defects: unknown[] = [];
  const render = createPageRenderer(
    async (address) =>
      address === "POST /v1/search" ? { hits, total: 3, timings: { totalMs: 1 } } : Promise.reject(new Error(address)),
    (error) => defects.push(error),
  );
  const { status, app } = await render({ query: "?q=weights", document: "", base: "http://x/", reader: "local" });
  expect(status).toBe(200);
  expect([...app.matchAll(/<article[^>]* data-id="(\w+)"/g)].map(([, id]) => id)).toEqual(["one", "two", "three"]);
  expect(app).toContain("This paper cannot be shown in the list");
  expect(defects).toHaveLength(1);
});
