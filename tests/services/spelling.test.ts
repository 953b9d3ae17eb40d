import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/services/services.js";
import { search, type SearchInput } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const shelves = Array.from({ length: 40 }, (_, number) => ({
  id: `shelf-${number}`,
  title: `Catalogue automation for lending shelves, part ${number}`,
  abstract: "We automate the catalogue of a lending library with reinforcement learning.",
  authors: ["Cataloga Moore"],
}));
const papers = [
  ...shelves,
  { id: "quiet", title: "Silence is all a reader needs", abstract: "Readers need silence." },
  { id: "slip", title: "A catalogeu with a slip", abstract: "Its title is misspelt." },
  { id: "numbered", title: "Numbers on spines", abstract: "Spines.", doi: "10.5555/shelf.9" },
];
const modes = ["hybrid", "semantic", "keyword"] as const;

describe("the spelling of a query", () => {
  let library: TestLibrary;
  let services: Services;
  const ask = (request: SearchInput) => search(services, request);
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
    await ingest(services, papers);
  });
  afterAll(() => library.dispose());

  it.each(modes)("is repaired in %s mode, and the answer is that of the repaired query", async (mode) => {
    const repaired = await ask({ query: "reinforcemnt lerning", mode });
    const { hits, total } = await ask({ query: "reinforcement learning", mode });
    expect(repaired).toMatchObject({ didYouMean: "reinforcement learning", correctedFrom: "reinforcemnt lerning" });
    expect([repaired.hits, repaired.total]).toEqual([hits, total]);
  });

  it("stays as typed on request, with a suggestion", async () => {
    const answer = await ask({ query: "reinforcemnt", mode: "keyword", spelling: "typed" });
    expect(answer).toMatchObject({ didYouMean: "reinforcement", hits: [], total: 0 });
    expect(answer).not.toHaveProperty("correctedFrom");
  });

  it("finds a title whose words are misspelt as that title", async () => {
    const { hits } = await ask({ query: "Silense is all a reeder needs" });
    expect(hits[0]).toMatchObject({ paper: { id: "quiet" }, matchedBy: "exact", score: 1 });
  });

  it.each([
    ["catalouge", "catalogue"],
    ["ctalogue shelves", "catalogue shelves"],
    ["Reinforcmeent of a shelf", "Reinforcement of a shelf"],
    ["catalogue autmoatoin", "catalogue automation"],
    ["lending-librray", "lending-library"],
    ["catalogueautomation", "catalogue automation"],
    ["re inforcement learning", "reinforcement learning"],
    ["catalogeu of shelves", "catalogue of shelves"],
    ["catalouge -slip author:moore", "catalogue -slip author:moore"],
  ])("is repaired: %s", async (query, didYouMean) => {
    expect((await ask({ query })).didYouMean).toBe(didYouMean);
  });

  it.each([
    "catalogue automation",
    '"catalogeu" of shelves',
    "catalogue -lerning",
    "author:catalogu",
    "cataloga",
    "10.5555/shelf.9",
    '"10.5555/shelf.9"',
    "LENDI",
    "catalogeu.py learn_ing librar3",
    "a quokka beside a wombat",
    "10.5555/shelv.9",
  ])("stays: %s", async (query) => {
    expect(await ask({ query })).not.toHaveProperty("didYouMean");
  });

  it("stays where it would be most of a text", async () => {
    const query = "catalogeu lerning librray reinforcemnt shelvse silense autmation raeders lendign";
    expect(await ask({ query })).not.toHaveProperty("didYouMean");
  });
});
