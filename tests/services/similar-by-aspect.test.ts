import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { similarRequestSchema, similarToTextRequestSchema } from "../../src/domain/similar/request.js";
import type { SentenceRole } from "../../src/domain/text/sentence-roles.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const text = (background: string, method: string, result: string) =>
  `However, previous work often lacks ${background}. We propose ${method}. Experiments show superior ${result}.`;
const query = { id: "query", title: "A", abstract: text("whales zebras", "kettles teapots", "bicycle tandem") };
const papers = [
  query,
  { id: "same-background", title: "B", abstract: text("whales zebras", "rockets comets", "violin cello") },
  { id: "same-method", title: "C", abstract: text("pepper cumin", "kettles teapots", "granite basalt") },
  { id: "same-result", title: "D", abstract: text("glacier fjord", "lanterns candles", "bicycle tandem") },
  { id: "bare", title: "Whales" },
];

describe("papers similar in one aspect", () => {
  let library: TestLibrary;
  const embedded: string[][] = [];
  beforeAll(async () => {
    const embedder = createFakeEmbedder({ dimensions: 512 });
    const embedPassages = (texts: readonly string[]) => {
      embedded.push([...texts]);
      return embedder.embedPassages(texts);
    };
    library = await openTestLibrary({ openEmbedder: async () => ({ ...embedder, embedPassages }) });
    await ingest(library.services, papers);
  });
  afterAll(() => library.dispose());

  const find = async (id: string, request: object) => {
    const { hits } = await library.services.findSimilar(id, similarRequestSchema.parse({ limit: 3, ...request }));
    return hits.map(({ paper }) => paper.id);
  };

  it.each(["background", "method", "result"] satisfies SentenceRole[])("are ranked by %s", async (aspect) => {
    expect((await find("query", { aspect }))[0]).toBe(`same-${aspect}`);
    const { abstract } = query;
    const pasted = similarToTextRequestSchema.parse({
      title: "E",
      abstract,
      aspect,
      filter: { ids: papers.slice(1).map(({ id }) => id) },
    });
    const { hits } = await library.services.findSimilarToText(pasted);
    expect(hits[0]?.paper.id).toBe(`same-${aspect}`);
  });

  it("are compared sentence by sentence, with each sentence embedded once, in small batches", async () => {
    embedded.length = 0;
    await find("same-method", { aspect: "background" });
    expect(embedded.flat().every((sentence) => sentence.startsWith("However"))).toBe(true);
    await find("same-method", { aspect: "method" });
    await find("same-result", { aspect: "method" });
    const sentences = embedded.flat();
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(Math.max(...embedded.map((texts) => texts.length))).toBeLessThanOrEqual(48);
  });

  it("are ranked as without an aspect when the query has no such sentence", async () => {
    embedded.length = 0;
    expect(await find("bare", { aspect: "method" })).toEqual(await find("bare", {}));
    expect(embedded).toEqual([]);
  });

  it("include papers without such a sentence, compared as a whole", async () => {
    expect(await find("query", { aspect: "method", limit: 10 })).toHaveLength(4);
  });
});
