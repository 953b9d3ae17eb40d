import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { searchExportRequestSchema } from "../../src/domain/export/search-request.js";
import { multilingualModel } from "../../src/domain/models/model.js";
import { loadManifest } from "../../models/manifest.js";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const papers = [
  { id: "shelf", title: "Shelves that sort themselves", abstract: "Shelves move 42 books by themselves." },
  { id: "dust", title: "Dust on shelves", abstract: "Dust is measured." },
  { id: "zh", title: "书架上的灰尘", abstract: "我们测量灰尘。" },
];
const chinese = "书架整理方法";

describe("a query that the model does not read", () => {
  let english: TestLibrary;
  let multilingual: TestLibrary;
  beforeAll(async () => {
    english = await openTestLibrary({ openEmbedder: async () => createFakeEmbedder({ languages: "en" }) });
    multilingual = await openTestLibrary();
    for (const { services } of [english, multilingual]) await ingest(services, papers);
  });
  afterAll(() => Promise.all([english.dispose(), multilingual.dispose()]));

  it("is found by its words only, and the answer names its language and the model for it", async () => {
    const answer = await search(english.services, { query: chinese });
    expect(answer).toMatchObject({ language: "zh", notUnderstood: true });
    expect(answer.hits.map(({ paper, matchedBy }) => [paper.id, matchedBy])).toEqual([["zh", "keyword"]]);
    expect(answer.notices?.find(({ code }) => code === "not_understood")?.detail).toContain(
      `paperkin reindex --model ${multilingualModel}`,
    );
    expect(loadManifest().find(({ id }) => id === multilingualModel)?.languages).toBe("many");
  });

  it("is exported as it is listed", async () => {
    const request = searchExportRequestSchema.parse({ query: chinese, format: "jsonl" });
    const lines = await text(Readable.from(await english.services.exportSearch(request)));
    expect(
      lines
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(["zh"]);
  });

  it("has no good match where no paper has its words", async () => {
    const answer = await search(english.services, { query: "обработка естественного языка" });
    expect(answer).toMatchObject({ language: "ru", hits: [], total: 0, noGoodMatch: true });
  });

  it("has no good match in semantic mode", async () => {
    expect(await search(english.services, { query: chinese, mode: "semantic" })).toMatchObject({ noGoodMatch: true });
  });

  it("is read by a multilingual model, which leaves its language known", async () => {
    const answer = await search(multilingual.services, { query: chinese });
    expect(answer.language).toBe("zh");
    expect(answer.notUnderstood).toBeUndefined();
    expect(answer.notices ?? []).toEqual([]);
  });

  it.each(["🤖", "x".repeat(500), "asdfghjkl", "42"])("has no good match without words: %s", async (query) => {
    const answer = await search(english.services, { query });
    expect(answer).toMatchObject({ notUnderstood: true, noGoodMatch: true });
    expect(answer.language).toBeUndefined();
  });

  it.each(["Dust on shelves", "shelves", "dust C++"])("is none in English: %s", async (query) => {
    const answer = await search(english.services, { query });
    expect([answer.language, answer.notUnderstood]).toEqual([undefined, undefined]);
  });
});
