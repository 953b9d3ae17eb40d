import { describe, expect, it } from "vitest";
import { loadPageRenderer } from "../../src/compose/page-renderer.js";

const paper = { id: "one", title: "A paper", abstract: "Words.", authors: [], categories: [], keywords: [] };
const found = { hits: [{ paper, score: 0.9, matchedBy: "both" }], total: 1, timings: { totalMs: 1 } };
const understood = [{ kind: "venue", text: "venue:icml", range: [6, 16], means: "in ICML" }];
const facets = { year: [{ value: 2019, count: 3 }], category: [{ value: "cs.LG", count: 3 }] };

/** Renders a search of which the counts come after a pause. */
async function render(pauseMs: number): Promise<string> {
  const createPageRenderer = await loadPageRenderer();
  const later = <Answer>(answer: Answer) =>
    new Promise<Answer>((resolve) => setTimeout(() => resolve(answer), pauseMs).unref());
  const answers: Record<string, (body: { readonly facets?: unknown }) => unknown> = {
    "POST /v1/search": (body) => (body.facets ? later({ ...found, facets }) : { ...found, understood }),
    "POST /v1/search/batch": () => later({ answers: [{ ...found, total: 12 }] }),
    "GET /v1/stats": () => ({ papers: {}, model: {} }),
  };
  const renderPage = createPageRenderer(
    async (address, { body }) => answers[address]!(body as object),
    (error) => {
      throw error;
    },
  );
  const request = { query: "?q=words+venue%3Aicml", document: "", base: "http://x/", reader: "local" };
  return (await renderPage(request)).app;
}

describe("A document", () => {
  it("waits for the counts of its filters, and of the search without each part", async () => {
    const html = await render(300);
    expect(html).toContain('value="cs.LG"');
    expect(html).toContain("12 papers if removed");
  });

  it("comes with its papers where counting takes too long", async () => {
    const html = await render(60_000);
    expect(html).toContain("A paper");
    expect(html).toContain("in ICML");
    expect(html).not.toContain('value="cs.LG"');
  });
});
