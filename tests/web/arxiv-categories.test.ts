import { describe, expect, it } from "vitest";
import { arxivCategories, locateCategory } from "../../src/web/desk/following/follows/arxiv-categories.js";

describe("Categories of arXiv", () => {
  it("are each offered once, by code and name", () => {
    expect(arxivCategories.length).toBe(new Set(arxivCategories.map((line) => line.split(" ")[0])).size);
    for (const line of arxivCategories) expect(line).toMatch(/^[a-z-]+(\.[A-Za-z-]+)? [A-Z][\w ,()-]+$/);
  });

  it.each([
    ["cs.IR Information Retrieval", "arxiv:cat:cs.IR"],
    ["CS.ir", "arxiv:cat:cs.IR"],
    [" information retrieval ", "arxiv:cat:cs.IR"],
    ["hep-th", "arxiv:cat:hep-th"],
    ["cs.*", "arxiv:cat:cs.*"],
    ["cs.NEW", "arxiv:cat:cs.NEW"],
    ["retrieval", undefined],
    ["cs.IR OR all:x", undefined],
  ])("are found by what one types: %s", (text, target) => {
    expect(locateCategory(text)?.target).toBe(target);
  });
});
