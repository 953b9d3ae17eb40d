import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

describe("JSON that is known but not read", () => {
  it.each([
    [{ meta: {}, results: [], group_by: [{ key: "2019", count: 4 }] }, "OpenAlex's counts by group"],
    [{ results: [{ id: "https://openalex.org/A5", display_name: "A" }] }, "OpenAlex's authors"],
    [{ "message-type": "member-list", message: { items: [{ id: 1 }] } }, "Crossref without works"],
    [{ "message-type": "license-list", message: { items: [{ URL: "x", "work-count": 1 }] } }, "Crossref without works"],
    [{ data: [{ authorId: "1", name: "A" }] }, "Semantic Scholar's authors"],
    [{ header: { type: "esummary" }, result: { uids: ["1"] } }, "PubMed's summaries"],
    [{ hitCount: 1, resultList: { result: [{ title: "A" }] } }, "Europe PMC"],
    [{ "orcid-identifier": { path: "0" } }, "an ORCID record"],
    [{ result: { hits: { hit: [] } } }, "DBLP"],
    [[{ title: "A", authors: [{ first_name: "A", last_name: "B" }] }], "Mendeley's API"],
    [{ "@context": "https://schema.org", "@type": "ScholarlyArticle", name: "A" }, "JSON-LD"],
  ])("is named: %j", async (content, name) => {
    await expect(readSource(JSON.stringify(content), { name: "a.json" })).rejects.toThrow(
      new RegExp(`a\\.json is .*${name}.*: .+\\.$`),
    );
  });

  it("never includes our own papers, whatever other fields they have", async () => {
    const own = [{ title: "A", "@context": "x", authorId: "y", resultList: [], result: { hits: 1 } }];
    expect(await readSource(JSON.stringify(own))).toMatchObject({ format: "json", papers: own });
  });
});
