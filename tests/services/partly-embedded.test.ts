import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recommendationRequestSchema } from "../../src/domain/recommend/request.js";
import { similarRequestSchema } from "../../src/domain/similar/request.js";
import type { Services } from "../../src/services/services.js";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary, toRecords } from "../support/test-library.js";

const detail = "2 of 4 papers are found by meaning so far; the others by words only.";
const others = "2 of 4 papers are found by meaning so far; the others are not found here.";

describe("a library of which half is embedded", () => {
  let library: TestLibrary;
  let services: Services;
  beforeAll(async () => {
    const first = await openTestLibrary();
    await ingest(first.services, [
      { id: "owl", title: "Owls at night" },
      { id: "bat", title: "Bats at night" },
    ]);
    await first.close();
    library = await openTestLibrary({ folder: first.folder, workers: 0 });
    ({ services } = library);
    await services.acceptPapers(
      toRecords([
        { id: "moth", title: "Moths at night" },
        { id: "newt", title: "Newts at night" },
      ]),
    );
  });
  afterAll(() => library.dispose());

  it("says so in hybrid and semantic mode", async () => {
    const notices = async (mode: "hybrid" | "semantic" | "keyword") =>
      (await search(services, { query: "night", mode })).notices;
    expect(await notices("hybrid")).toEqual([{ code: "partly_embedded", detail }]);
    expect(await notices("semantic")).toEqual([{ code: "partly_embedded", detail: others }]);
    expect(await notices("keyword")).toBeUndefined();
  });

  it("says so for similar papers, recommendations and readiness", async () => {
    const similar = similarRequestSchema.parse({});
    expect((await services.findSimilar("owl", similar)).notices).toEqual([{ code: "partly_embedded", detail: others }]);
    const recommendation = recommendationRequestSchema.parse({ positive: [{ id: "owl" }] });
    expect((await services.recommendPapers(recommendation)).notices?.[0]?.detail).toBe(others);
    expect((await services.readReadiness()).papers).toEqual({ papers: 4, byWords: 4, byMeaning: 2 });
  });

  it("compares a paper without a vector by its words, and says so", async () => {
    const answer = await services.findSimilar("moth", similarRequestSchema.parse({}));
    expect(answer.hits.map(({ matchedBy }) => matchedBy)).toEqual(["keyword", "keyword", "keyword"]);
    expect(answer.notices?.[0]?.detail).toContain("compared by its words only");
  });
});
