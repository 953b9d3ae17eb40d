import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Example, recommendationRequestSchema, similarRequestSchema } from "../../src/domain/query.js";
import type { Services } from "../../src/services/services.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

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
  ]);
});
afterAll(() => library.dispose());

describe("papers like one paper", () => {
  const find = async (id: string, request: object = {}) =>
    (await services.findSimilar(id, similarRequestSchema.parse(request))).hits.map(({ paper }) => paper.id);

  it("are the nearest in meaning, and never that paper itself", async () => {
    const ids = await find("zebra-1");
    expect(ids[0]).toBe("zebra-2");
    expect(ids).toHaveLength(4);
    expect(ids).not.toContain("zebra-1");
  });

  it("are as many as asked for, the paper itself not counted", async () => {
    expect(await find("zebra-1", { limit: 1 })).toEqual(["zebra-2"]);
    expect(await find("zebra-1", { limit: 4 })).toHaveLength(4);
  });

  it("pass the filter", async () => {
    expect((await find("zebra-1", { filter: { year: [2010, 2000] } })).toSorted()).toEqual(["zebra-2", "zebra-lion"]);
    expect(await find("zebra-1", { filter: { year: 1990 } })).toEqual([]);
  });

  it("are found by words while the paper has no vector", async () => {
    const { hits } = await services.findSimilar("mute", similarRequestSchema.parse({}));
    expect(hits.map(({ paper }) => paper.id).toSorted()).toEqual(["zebra-1", "zebra-2", "zebra-lion"]);
    expect(new Set(hits.map(({ matchedBy }) => matchedBy))).toEqual(new Set(["keyword"]));
  });

  it("are not looked for when there is no such paper", async () => {
    await expect(find("none")).rejects.toMatchObject({ code: "not_found", message: "There is no paper none." });
  });
});

describe("recommendations", () => {
  const recommend = async (request: { positive: Example[]; negative?: Example[]; limit?: number; filter?: object }) =>
    (await services.recommendPapers(recommendationRequestSchema.parse(request))).hits;
  const idsOf = (hits: Awaited<ReturnType<typeof recommend>>) => hits.map(({ paper }) => paper.id);

  it("are near the liked papers, and none of those named", async () => {
    expect(idsOf(await recommend({ positive: [{ id: "zebra-1" }] })).slice(0, 2)).toEqual(["zebra-2", "zebra-lion"]);
    expect(
      idsOf(
        await recommend({ positive: [{ id: "zebra-1" }, { id: "zebra-2" }], negative: [{ id: "lion-1" }] }),
      ).toSorted(),
    ).toEqual(["lion-2", "zebra-lion"]);
  });

  it("move away from the disliked papers", async () => {
    const scoreOf = async (negative: Example[]) =>
      (await recommend({ positive: [{ id: "zebra-1" }], negative })).find(({ paper }) => paper.id === "zebra-lion")
        ?.score ?? 0;
    expect(await scoreOf([{ id: "lion-1" }])).toBeLessThan(await scoreOf([]));
  });

  it("take papers that are described, and as many as asked for", async () => {
    expect(idsOf(await recommend({ positive: [{ title: "lion mane", abstract: "hunts" }], limit: 1 }))).toEqual([
      "lion-1",
    ]);
  });

  it("pass the filter", async () => {
    expect(idsOf(await recommend({ positive: [{ id: "zebra-1" }], filter: { year: 2020 } }))).toEqual(["lion-1"]);
  });

  it("say which paper is unknown, has no vector, or cancels the others out", async () => {
    await expect(recommend({ positive: [{ id: "none" }] })).rejects.toMatchObject({ code: "not_found" });
    await expect(recommend({ positive: [{ id: "mute" }] })).rejects.toMatchObject({ code: "conflict" });
  });
});
