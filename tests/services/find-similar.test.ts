import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toColumns } from "../../src/domain/search/hit.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import {
  type SimilarRequest,
  similarRequestSchema,
  similarToTextRequestSchema,
} from "../../src/domain/similar/request.js";
import { createFindSimilar, type FindSimilarDeps } from "../../src/services/similar/find-similar.js";
import type { Services } from "../../src/services/services.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const abstract = "The whale sings all night in the deep cold sea and rests at noon with others of its pod.";
const song = { id: "song", title: "How the whale sings and rests", abstract, authors: ["Ada Lovelace"] };

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
    { id: "mute", title: "zebra [[fail]]" },
    song,
    { ...song, id: "song-journal", title: "How the whale rests and sings" },
    { ...song, id: "song-book", title: "How the whale sings and rests at noon" },
    ...Array.from({ length: 60 }, (_, at) => ({ id: `eel-${at}`, title: `eel number${at}`, year: 1990 + (at % 4) })),
  ]);
});
afterAll(() => library.dispose());

const ask = async (id: string, request: object = {}) =>
  (await services.findSimilar(id, similarRequestSchema.parse(request))).hits;
const find = async (id: string, request: object = {}) => (await ask(id, request)).map(({ paper }) => paper.id);
const animals = { year: [2000, 2010, 2020] };

describe("papers similar to one paper", () => {
  it("are the nearest ones, never the paper itself", async () => {
    expect(await find("zebra-1", { filter: animals })).toEqual(["zebra-2", "zebra-lion", "lion-1"]);
    expect((await find("zebra-1", { limit: 2 })).toSorted()).toEqual(["zebra-2", "zebra-lion"]);
  });

  it("fill the limit, not counting the paper itself, with any filter that enough papers pass", async () => {
    expect(await find("zebra-1", { limit: 1 })).toEqual(["zebra-2"]);
    expect(await find("eel-0", { limit: 14, filter: { year: 1990 } })).toHaveLength(14);
    expect(await find("zebra-1", { limit: 15, filter: { year: 1990 } })).toHaveLength(15);
    expect(await find("zebra-1", { limit: 50, filter: { yearTo: 1999 } })).toHaveLength(50);
  });

  it("pass the filter", async () => {
    expect((await find("zebra-1", { filter: { year: [2010, 2000] } })).toSorted()).toEqual(["zebra-2", "zebra-lion"]);
    expect(await find("zebra-1", { filter: { year: 1890 } })).toEqual([]);
  });

  it("exclude its near-duplicates unless they are requested", async () => {
    expect(await find("song", { limit: 100 })).not.toEqual(expect.arrayContaining([expect.stringContaining("song")]));
    const shown = await find("song", { duplicates: "show" });
    expect(shown.slice(0, 2).toSorted()).toEqual(["song-book", "song-journal"]);
    expect(shown).not.toContain("song");
  });

  it("include one paper of each group of near-duplicates, which lists the others", async () => {
    const hits = await ask("lion-1", { limit: 100 });
    const songs = hits.filter(({ paper }) => paper.id.startsWith("song"));
    expect(songs.map(({ paper, duplicates }) => [paper.id, ...(duplicates ?? [])].toSorted())).toEqual([
      ["song", "song-book", "song-journal"],
    ]);
  });

  it("are found by keywords while the paper has no vector", async () => {
    const hits = await ask("mute");
    expect(hits.map(({ paper }) => paper.id).toSorted()).toEqual(["zebra-1", "zebra-2", "zebra-lion"]);
    expect(new Set(hits.map(({ matchedBy }) => matchedBy))).toEqual(new Set(["keyword"]));
    expect(await find("mute", { filter: { year: 2000 } })).toEqual(["zebra-1"]);
  });

  it("have scores from 0 to 1 in descending order", async () => {
    for (const request of [{ limit: 100 }, { limit: 100, aspect: "method" }]) {
      const scores = (await ask("zebra-lion", request)).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect([scores.every((score) => score >= 0 && score <= 1), scores.length]).toEqual([true, 65]);
    }
  });

  it("start with the same papers when more are requested", async () => {
    const all = await find("zebra-1", { limit: 60 });
    expect(await find("zebra-1", { limit: 7 })).toEqual(all.slice(0, 7));
  });

  it("are not searched when the paper does not exist", async () => {
    await expect(find("none")).rejects.toMatchObject({ code: "not_found", message: "There is no paper none." });
  });
});

describe("papers similar to a text", () => {
  const findText = async (request: object) =>
    (await services.findSimilarToText(similarToTextRequestSchema.parse(request))).hits;

  it("start with the paper that has that title and abstract", async () => {
    const hits = await findText({ title: song.title, abstract });
    expect(hits[0]?.paper.id).toBe("song");
    expect(hits[0]?.duplicates?.toSorted()).toEqual(["song-book", "song-journal"]);
    expect((await findText({ title: "lion mane hunts", limit: 1 })).map(({ paper }) => paper.id)).toEqual(["lion-1"]);
  });

  it("pass the filter, and are found for a text of any length", async () => {
    expect((await findText({ title: "zebra", filter: { year: 2020 } })).map(({ paper }) => paper.id)).toEqual([
      "lion-1",
    ]);
    expect(await findText({ title: "zebra", abstract: "stripes ".repeat(6_000), limit: 3 })).toHaveLength(3);
  });
});

describe("the order of similar papers", () => {
  /** Paper 0 is the query; the others, from 1, have these cosines to it. */
  function createFind(cosines: readonly number[], facts: Partial<FindSimilarDeps> = {}) {
    const paper = (ordinal: number): Paper => {
      return { id: `p${ordinal}`, title: `title ${ordinal}`, authors: [], categories: [], keywords: [] };
    };
    const ranked = [1, ...cosines]
      .map((score, ordinal) => ({ ordinal, score }))
      .toSorted((one, other) => other.score - one.score);
    const unused = () => Promise.reject(new Error("the test did not expect this call"));
    const deps = {
      papers: {
        findPaper: async () => ({ ordinal: 0, paper: paper(0) }),
        readPapers: async (ordinals: readonly number[]) => new Map(ordinals.map((at) => [at, paper(at)])),
      },
      vectors: { readVectors: async (ordinals: readonly number[]) => new Map(ordinals.map((at) => [at, planar(at)])) },
      embedder: { cosines: { unrelated: 0.5, spread: 0.075 }, embedPassages: unused },
      keywordIndex: {
        search: () => ({
          hits: [],
          total: 0,
          probed: new Float64Array(cosines.length + 1),
          covered: new Float64Array(0),
          attainable: 10,
        }),
      },
      matchFilter: async () => undefined,
      rankByAspect: unused,
      vectorIndex: { search: async ({ limit }: { limit: number }) => toColumns(ranked.slice(0, limit)) },
      groups: { groupOf: () => undefined },
      reportCoverage: async () => [],
      now: () => 0,
      ...facts,
    };
    const findSimilar = createFindSimilar(deps as unknown as FindSimilarDeps);
    return async (request: Partial<SimilarRequest> = {}) =>
      (await findSimilar("p0", { ...similarRequestSchema.parse({}), ...request })).hits;
  }

  /** Papers 1 and 2 point in the same direction, 3 at right angles to them. */
  const planar = (ordinal: number) => (ordinal === 3 ? Float32Array.of(0, 1) : Float32Array.of(1, 0));

  it("adds similarity and twice the keyword share", async () => {
    const asked: unknown[] = [];
    const keywordScores = [0, 0, 2, 0.5];
    const search: FindSimilarDeps["keywordIndex"]["search"] = async (query) => {
      asked.push([query.text, query.limit, [...(query.probe?.values() ?? [])]]);
      const probed = Float64Array.from(query.probe ?? [], (ordinal) => keywordScores[ordinal]!);
      return { hits: [], total: 2, probed, covered: new Float64Array(0), attainable: 10 };
    };
    const hits = await createFind([0.7, 0.6, 0.64], { keywordIndex: { search } })();
    // The nearest first.
    expect(asked).toEqual([["title 0", 0, [0, 1, 3, 2]]]);
    // Similarity is (cosine - 0.5) / 0.5: 0.4; 0.2 + 2 × 0.2 = 0.6; 0.28 + 2 × 0.05 = 0.38.
    expect(hits.map(({ paper, matchedBy }) => [paper.id, matchedBy])).toEqual([
      ["p2", "both"],
      ["p1", "meaning"],
      ["p3", "both"],
    ]);
    // 1 / (1 + exp(14 × (1.15 - 0.6) / 3)) and so on.
    expect(hits.map(({ score }) => score)).toEqual([0.071315, 0.029312, 0.02677]);
  });

  it("accounts for dissimilarity when diversity is requested", async () => {
    const similar = createFind([0.9, 0.85, 0.75]);
    expect((await similar()).map(({ paper }) => paper.id)).toEqual(["p1", "p2", "p3"]);
    // After 1, whose similarity to 2 is 1 and to 3 is -1:
    // 2 is worth 0.9 × 0.7 - 0.1 = 0.53, 3 is worth 0.9 × 0.5 + 0.1 = 0.55.
    expect((await similar({ diversity: 0.1 })).map(({ paper }) => paper.id)).toEqual(["p1", "p3", "p2"]);
    // 0.95 × 0.7 - 0.05 = 0.615 and 0.95 × 0.5 + 0.05 = 0.525.
    expect((await similar({ diversity: 0.05 })).map(({ paper }) => paper.id)).toEqual(["p1", "p2", "p3"]);
  });

  it("extends the search when near-duplicates leave too few", async () => {
    const members = Array.from({ length: 250 }, (_, at) => at + 1);
    const group = { id: 1, members };
    const groupOf = (ordinal: number) => (ordinal > 0 && ordinal <= 250 ? group : undefined);
    const similar = createFind(
      Array.from({ length: 400 }, (_, at) => 0.9 - at / 1000),
      { groups: { groupOf } },
    );
    expect((await similar({ limit: 4 })).map(({ paper }) => paper.id)).toEqual(["p1", "p251", "p252", "p253"]);
    expect(await similar({ limit: 4, duplicates: "show" })).toHaveLength(4);
  });

  it("covers the whole pool when one is given", async () => {
    const cosines = Array.from({ length: 1_500 }, (_, at) => 0.9 - at / 5_000);
    const pool = collectOrdinals(cosines.map((_, at) => at + 1));
    const similar = createFind(cosines, { matchFilter: async () => pool });
    const hits = await similar({ limit: 1_500, filter: { ids: ["p1"] } });
    expect(hits.map(({ paper }) => paper.id)).toEqual(cosines.map((_, at) => `p${at + 1}`));
  });
});
