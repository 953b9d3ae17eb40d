import { describe, expect, it } from "vitest";
import { createSearchTool } from "../../src/mcp/tools/search-papers.js";
import type { ToolLibrary } from "../../src/mcp/tool.js";

const hit = {
  paper: { id: "owl", title: "Owls at night", authors: [], categories: [], keywords: [] },
  score: 0.5,
  matchedBy: "both",
};

describe("the text of search_papers", () => {
  const search = async (answer: object) => {
    const library = { searchPapers: async () => ({ hits: [hit], total: 1, ...answer }) } as unknown as ToolLibrary;
    const tool = createSearchTool(library);
    const call = { signal: new AbortController().signal, reportProgress: () => undefined };
    return (await tool.handle(tool.input.parse({ query: "owls" }), call)).text;
  };

  it("says how many papers are left out because they match poorly", async () => {
    expect(await search({ more: 41 })).toMatch(
      /^1 of 1 paper found:[^]*\n\nNot counted, .* no good match: 41 papers\.$/,
    );
    expect(await search({})).not.toContain("Not counted");
  });

  it("says what was repaired, and what could not be followed", async () => {
    const notices = [{ code: "missing_phrase", detail: "No paper has this phrase." }];
    const text = await search({ didYouMean: "owls", correctedFrom: "olws", notices });
    expect(text).toMatch(/^Spelling repaired, from “olws”\. These are the papers for: owls\n\n/);
    expect(text).toMatch(/\n\nNote: No paper has this phrase\.$/);
  });
});
