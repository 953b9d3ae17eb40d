import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeEmbedder } from "../../src/adapters/memory/fake-embedder.js";
import { toConfidence, toSimilarity } from "../../src/domain/search/fusion.js";
import { type Example, recommendationRequestSchema } from "../../src/domain/recommend/request.js";
import { dotProduct } from "../../src/domain/vectors/vector.js";
import { embedPastedText } from "../../src/services/similar/embed-pasted-text.js";
import { createCachedSpread } from "../../src/services/recommend/cache-vector-spread.js";
import type { Services } from "../../src/services/services.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const abstract = "We heard a whale sing at great depths, and other whales answer from far away all through the night.";
let library: TestLibrary;
let services: Services;
beforeAll(async () => {
  library = await openTestLibrary();
  ({ services } = library);
  await ingest(services, [
    { id: "zebra-1", title: "zebra stripes grass", year: 2000 },
    { id: "zebra-2", title: "zebra stripes savanna", year: 2010 },
    { id: "zebra-lion", title: "zebra stripes lion mane", year: 2010 },
    { id: "lion-1", title: "lion mane hunts", year: 2020 },
    { id: "lion-2", title: "lion mane sleeps" },
    { id: "mute", title: "zebra [[fail]]", year: 2010 },
    { id: "whale-1", title: "Whale songs", abstract, authors: ["Ada Lovelace"] },
    { id: "whale-1-again", title: "Whale songs (preprint)", abstract, authors: ["Ada Lovelace"] },
    { id: "whale-2", title: "Whale songs heard at night", authors: ["Bo"] },
  ]);
});
afterAll(() => library.dispose());

interface Request {
  positive: Example[];
  negative?: Example[];
  limit?: number;
  filter?: object;
  diversity?: number;
  duplicates?: string;
}
const recommend = async (request: Request) =>
  (await services.recommendPapers(recommendationRequestSchema.parse(request))).hits;
const listIds = async (request: Request) => (await recommend(request)).map(({ paper }) => paper.id);

/** Cosine of two titles. */
const compare = async (...titles: [string, string]) => {
  const embedder = createFakeEmbedder();
  const [one, other] = await Promise.all(titles.map((title) => embedPastedText(embedder, { title })));
  return dotProduct(one!, other!);
};

describe("recommendations", () => {
  it("start with the papers most similar to the liked ones", async () => {
    expect((await listIds({ positive: [{ id: "zebra-1" }] })).slice(0, 2)).toEqual(["zebra-2", "zebra-lion"]);
    expect((await listIds({ positive: [{ id: "zebra-1" }, { id: "lion-1" }], limit: 3 })).toSorted()).toEqual([
      "lion-2",
      "zebra-2",
      "zebra-lion",
    ]);
  });

  it("exclude the example papers and include every other paper with a vector", async () => {
    const ids = await listIds({ positive: [{ id: "zebra-1" }, { id: "zebra-2" }], negative: [{ id: "lion-1" }] });
    expect(ids.toSorted()).toEqual(["lion-2", "whale-1-again", "whale-2", "zebra-lion"]);
  });

  it("rank papers lower that are more similar to the disliked ones", async () => {
    const positive = [{ title: "zebra stripes" }, { title: "lion mane" }];
    const order = async (negative: Example[]) =>
      (await listIds({ positive, negative })).filter((id) => ["zebra-2", "lion-2"].includes(id));
    expect(await order([{ title: "lion sleeps" }])).toEqual(["zebra-2", "lion-2"]);
    expect(await order([{ title: "zebra savanna" }])).toEqual(["lion-2", "zebra-2"]);
  });

  it("accept papers given as text, and respect the limit", async () => {
    expect(await listIds({ positive: [{ title: "lion mane", abstract: "hunts" }], limit: 1 })).toEqual(["lion-1"]);
  });

  it("pass the filter, and fill the limit when enough papers pass", async () => {
    expect(await listIds({ positive: [{ id: "zebra-1" }], filter: { year: 2020 } })).toEqual(["lion-1"]);
    const far = { positive: [{ id: "whale-2" }], filter: { yearFrom: 2000 } };
    expect((await listIds(far)).toSorted()).toEqual(["lion-1", "zebra-1", "zebra-2", "zebra-lion"]);
    expect(await listIds({ ...far, limit: 3 })).toHaveLength(3);
  });

  it("fold near-duplicates, and exclude those of the examples, unless they are requested", async () => {
    const positive = [{ id: "whale-2" }];
    const [whale] = await recommend({ positive, limit: 1 });
    expect([whale!.paper.id, ...whale!.duplicates!].toSorted()).toEqual(["whale-1", "whale-1-again"]);
    const shown = await recommend({ positive, limit: 2, duplicates: "show" });
    expect(shown.map(({ paper }) => paper.id).toSorted()).toEqual(["whale-1", "whale-1-again"]);
    expect(shown.map(({ duplicates }) => duplicates)).toEqual([undefined, undefined]);
    expect(await listIds({ positive: [{ id: "whale-1" }] })).not.toContain("whale-1-again");
    expect((await listIds({ positive: [{ id: "whale-1" }], duplicates: "show" }))[0]).toBe("whale-1-again");
  });

  it("differ from each other when diversity is requested", async () => {
    const request = { positive: [{ id: "zebra-1" }], limit: 2 };
    expect(await listIds({ ...request, diversity: 0 })).toEqual(["zebra-2", "zebra-lion"]);
    const [first, second] = await listIds({ ...request, diversity: 0.9 });
    expect([first, second?.startsWith("zebra")]).toEqual(["zebra-2", false]);
  });

  it("name the liked paper that contributes most to each", async () => {
    const positive: Example[] = [{ id: "zebra-1" }, { title: "lion mane", abstract: "sleeps" }];
    const hits = await recommend({ positive, limit: 3 });
    const reasons = new Map(hits.map(({ paper, because }) => [paper.id, because]));
    const similarity = expect.closeTo(await compare("zebra stripes grass", "zebra stripes savanna"), 5);
    expect(reasons.get("zebra-2")).toEqual({ positive: 0, id: "zebra-1", title: "zebra stripes grass", similarity });
    expect(reasons.get("lion-2")).toEqual({ positive: 1, title: "lion mane", similarity: 1 });
  });

  it("have descending scores derived from the similarity to the nearest liked paper", async () => {
    const hits = await recommend({ positive: [{ id: "zebra-1" }], negative: [{ id: "zebra-lion" }] });
    const cosine = await compare("zebra stripes grass", "zebra stripes savanna");
    const score = toConfidence(toSimilarity(cosine, createFakeEmbedder().cosines));
    expect(hits[0]).toMatchObject({ paper: { id: "zebra-2" }, matchedBy: "meaning", score: expect.closeTo(score, 5) });
    const scores = hits.map((hit) => hit.score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  it("fail with the name of a paper that is unknown or has no vector", async () => {
    await expect(recommend({ positive: [{ id: "none" }] })).rejects.toMatchObject({
      code: "not_found",
      message: "There is no paper none.",
    });
    await expect(recommend({ positive: [{ id: "zebra-1" }], negative: [{ id: "mute" }] })).rejects.toMatchObject({
      code: "conflict",
      message: "Paper mute has no vector yet: wait for its job to complete.",
    });
  });

  it("accept the maximum number of examples", async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ title: `zebra ${index}` }));
    expect((await listIds({ positive: many, negative: [{ id: "lion-1" }] }))[0]).toMatch(/^zebra/);
  });
});

describe("recommendations from many long texts", () => {
  const answer = (positive: Example[]) => services.recommendPapers(recommendationRequestSchema.parse({ positive }));

  it("read as much of each as one call may, and say so", async () => {
    const long = { title: "z", abstract: `zebra stripes ${"lion mane ".repeat(2_000)}` };
    const { hits, notices } = await answer(Array.from({ length: 100 }, () => long));
    expect(notices).toContainEqual({
      code: "cut_examples",
      detail:
        "100 examples are texts, of which one call reads 60,000 characters: of each only the first 600 are read. " +
        "Papers named by id are always compared whole.",
    });
    expect(hits[0]?.paper.id).toMatch(/^lion/);
    expect(await answer([long])).not.toMatchObject({ notices: [{ code: "cut_examples" }] });
  });
});

describe("recommendations from a library of at most one paper", () => {
  it("are empty, or consist of that paper", async () => {
    const small = await openTestLibrary();
    const ask = async () => {
      const request = recommendationRequestSchema.parse({ positive: [{ title: "zebra" }] });
      return (await small.services.recommendPapers(request)).hits.map(({ paper }) => paper.id);
    };
    expect(await ask()).toEqual([]);
    await ingest(small.services, [{ id: "only", title: "zebra stripes" }]);
    expect(await ask()).toEqual(["only"]);
    await ingest(small.services, [{ id: "second", title: "zebra" }]);
    expect(await ask()).toEqual(["second", "only"]);
    await small.dispose();
  });
});

describe("the spread of the vectors", () => {
  const open = (readSpread: () => Promise<undefined>) => {
    const vectorIndex = { count: 3 };
    return { vectorIndex, remember: createCachedSpread({ vectorIndex, spread: { readSpread } }) };
  };

  it("is measured once, and again when the count doubles or halves", async () => {
    let measured = 0;
    const { vectorIndex, remember } = open(async () => void (measured += 1));
    const readAt = async (count: number) => {
      vectorIndex.count = count;
      await Promise.all([remember(), remember()]);
      return measured;
    };
    expect([await readAt(3), await readAt(5), await readAt(2)]).toEqual([1, 1, 1]);
    expect([await readAt(6), await readAt(11), await readAt(4)]).toEqual([2, 2, 2]);
    expect(await readAt(3)).toBe(3);
  });

  it("is measured again after a failure", async () => {
    let fails = true;
    const { remember } = open(async () => {
      if (fails) throw new Error("no disk");
      return undefined;
    });
    await expect(remember()).rejects.toThrow("no disk");
    fails = false;
    await expect(remember()).resolves.toBeUndefined();
  });
});
