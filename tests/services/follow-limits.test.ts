import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "../../src/domain/search/filter.js";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const people = ["Ada Lovelace", "A. Lovelace", "Grace Hopper", "Jörg Müller", "Li Wei"];
const venues = ["NeurIPS", "Advances in Neural Information Processing Systems", "ICML", "Nature"];
const subjects = ["graph attention", "a survey of graphs", "sparse transformers", "wind on bridges", "pre-training"];
const papers = Array.from({ length: 60 }, (_, at) => ({
  id: `p${at}`,
  title: `${subjects[at % subjects.length]} ${at}`,
  abstract: at % 3 === 0 ? undefined : `We study ${subjects[(at * 7) % subjects.length]} and the transformer of ${at}.`,
  authors: [people[at % people.length]!, people[(at * 3) % people.length]!],
  venue: at % 4 === 3 ? undefined : venues[at % venues.length],
  categories: at % 2 === 0 ? ["cs.LG"] : ["cs.IR", "stat.ML"],
  keywords: at % 5 === 0 ? ["graph attention"] : [],
  tags: at % 6 === 0 ? ["to read"] : [],
  extra: at % 4 === 0 ? { stage: "screened" } : {},
  year: at % 7 === 6 ? undefined : 2018 + (at % 6),
}));

const quote = (text: string) => `"${text}"`;
const unit = fc.oneof(
  fc
    .constantFrom("lovelace", "A. Lovelace", "hopper grace", "muller", "Mueller", "wei")
    .map((name) => `author:${quote(name)}`),
  fc.constantFrom("nips", "icml", "nature").map((name) => `venue:${name}`),
  fc.constantFrom("cs.LG", "stat").map((name) => `category:${name}`),
  fc.constantFrom("2019", "2020-", "-2019", "2019-2021", "2018,2022").map((years) => `year:${years}`),
  fc
    .constantFrom(
      "survey",
      "graphs",
      '"graph attention"',
      "title:graph",
      "keyword:attention",
      "transf*",
      "abstract:wind",
    )
    .map((word) => `-${word}`),
);
const question = fc.oneof(
  fc.array(unit, { minLength: 1, maxLength: 4 }).map((units) => units.join(" ")),
  fc.tuple(unit, unit, unit).map(([one, other, third]) => `(${one} OR ${other}) ${third}`),
);
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    yearFrom: fc.constantFrom(2019, 2021),
    dateTo: fc.constantFrom("2020", "2022-05"),
    author: fc.constantFrom(["Ada Lovelace"], ["jörg müller", "Li Wei"]),
    venue: fc.constantFrom(["NeurIPS"], ["nature"]),
    category: fc.constant(["CS.LG"]),
    tags: fc.constant(["To Read"]),
    extra: fc.constant({ stage: ["Screened"] }),
    has: fc.constantFrom<["abstract"] | ["venue", "year"]>(["abstract"], ["venue", "year"]),
    missing: fc.constantFrom<["venue"] | ["tags"]>(["venue"], ["tags"]),
    ids: fc.constant(["p1", "p2", "p12", "p24"]),
  },
  { requiredKeys: [] },
);

describe("what a follow requires of a paper", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, papers);
  }, 60_000);
  afterAll(() => library.dispose());

  it("is what a search requires", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(question, filter, async (query, limits) => {
        const { hits } = await search(library.services, { query, filter: limits, limit: 100, spelling: "typed" });
        const body = { kind: "question" as const, query, filter: limits };
        const tried = await library.services.desk.createFollow({ reader: "local", body, query: { dryRun: true } });
        const matched = "matched" in tried ? tried.papers.map(({ paper }) => paper.id) : [];
        const found = hits.map(({ paper }) => paper.id);
        expect("matched" in tried && tried.matched).toBe(found.length);
        expect(found).toEqual(expect.arrayContaining(matched));
      }),
      { numRuns: 150 },
    );
  });
});
