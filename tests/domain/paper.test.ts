import { describe, expect, it } from "vitest";
import { paperInputSchema } from "../../src/domain/paper/paper.js";

describe("paperInputSchema", () => {
  it("needs only a title, and accepts null for unknown fields", () => {
    expect(paperInputSchema.parse({ title: "t" })).toMatchObject({
      title: "t",
      authors: [],
      categories: [],
      keywords: [],
    });
    const unknown = { abstract: null, authors: null, year: null, doi: null, arxivId: null, id: null, unheardOf: 1 };
    expect(paperInputSchema.parse({ title: "t", ...unknown })).not.toHaveProperty("unheardOf");
  });

  it.each([
    ["no title", {}, "title"],
    ["a title that is not a string", { title: 7 }, "title"],
    ["a title of 2,001 characters", { title: "x".repeat(2001) }, "title"],
    ["an abstract of 50,001 characters", { title: "t", abstract: "x".repeat(50_001) }, "abstract"],
    ["authors that are not a list", { title: "t", authors: "A, B" }, "authors"],
    ["an author that is not a string", { title: "t", authors: ["A", 2] }, "authors.1"],
    ["a year given as a string", { title: "t", year: "2020" }, "year"],
    ["the year 999", { title: "t", year: 999 }, "year"],
    ["an invalid DOI", { title: "t", doi: "11.1/x" }, "doi"],
    ["an invalid arXiv id", { title: "t", arxivId: "23.1" }, "arxivId"],
    ["an id of 501 characters", { title: "t", id: "x".repeat(501) }, "id"],
  ])("rejects %s", (_what, paper, path) => {
    const issues = paperInputSchema.safeParse(paper).error?.issues;
    expect(issues?.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
