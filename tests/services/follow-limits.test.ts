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
const texts = [
  "survey",
  "graphs",
  '"graph attention"',
  '"wind on bridges"',
  "title:graph",
  "keyword:attention",
  "transf*",
  "abstract:wind",
];
const unit = fc.oneof(
  fc
    .constantFrom("lovelace", "A. Lovelace", "hopper grace", "muller", "Mueller", "wei")
    .map((name) => `author:${quote(name)}`),
  fc.constantFrom("nips", "icml", "nature").map((name) => `venue:${name}`),
  fc.constantFrom("cs.LG", "stat").map((name) => `category:${name}`),
  fc.constantFrom("2019", "2020-", "-2019", "2019-2021", "2018,2022").map((years) => `year:${years}`),
  fc.constantFrom(...texts).map((text) => `-${text}`),
);
const question = fc.oneof(
  fc.array(unit, { minLength: 1, maxLength: 4 }).map((units) => units.join(" ")),
  fc.tuple(unit, unit, unit).map(([one, other, third]) => `(${one} OR ${other}) ${third}`),
);
/** Without the literal types that `fc.constantFrom` gives. */
const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const fields = {
  yearFrom: oneOf(2019, 2021),
  dateTo: oneOf("2020", "2022-05"),
  author: oneOf(["Ada Lovelace"], ["jörg müller", "Li Wei"]),
  venue: oneOf(["NeurIPS"], ["nature"]),
  category: oneOf(["CS.LG"]),
  tags: oneOf(["To Read"]),
  extra: oneOf({ stage: ["Screened"] }),
  has: oneOf<["abstract"] | ["venue", "year"]>(["abstract"], ["venue", "year"]),
  missing: oneOf<["venue"] | ["tags"]>(["venue"], ["tags"]),
  ids: oneOf(["p1", "p2", "p12", "p24"]),
};
/** At most two fields: with more, hardly a paper is left, and nothing is compared. */
const filter: fc.Arbitrary<Filter> = fc
  .record(fields)
  .chain((all) =>
    fc.subarray(Object.keys(all) as (keyof typeof fields)[], { maxLength: 2 }).map((keys) => pick(all, keys)),
  );

function pick<Whole extends object>(whole: Whole, keys: readonly (keyof Whole)[]): Partial<Whole> {
  return Object.fromEntries(keys.map((key) => [key, whole[key]])) as Partial<Whole>;
}

describe("what a follow requires of a paper", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, papers);
  }, 60_000);
  afterAll(() => library.dispose());

  const compare = async (query: string, limits: Filter) => {
    const { hits } = await search(library.services, { query, filter: limits, limit: 100, spelling: "typed" });
    const body = { kind: "question" as const, query, filter: limits };
    const tried = await library.services.desk.createFollow({ reader: "local", body, query: { dryRun: true } });
    const matched = "matched" in tried ? tried.papers.map(({ paper }) => paper.id) : [];
    const found = hits.map(({ paper }) => paper.id);
    expect("matched" in tried && tried.matched).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(matched));
    return found.length;
  };

  it("is what a search requires", { timeout: 120_000 }, async () => {
    let telling = 0;
    const property = fc.asyncProperty(question, filter, async (query, limits) => {
      const count = await compare(query, limits);
      if (count > 0 && count < papers.length) telling += 1;
    });
    await fc.assert(property, { numRuns: 150 });
    expect(telling, "questions that some papers pass and others do not").toBeGreaterThan(50);
  });

  it.each(texts)("is what a search requires of %s", async (text) => {
    for (const query of [`-${text} year:2018-`, `author:lovelace -${text}`]) {
      const count = await compare(query, {});
      expect(count, query).toBeGreaterThan(0);
      expect(count, query).toBeLessThan(papers.length);
    }
  });
});
