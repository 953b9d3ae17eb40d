import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { search, type SearchInput } from "../support/search.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

/** The names of each venue, as papers carry them; the last two venues are a user's own and one without other names. */
const venues: Readonly<Record<string, readonly string[]>> = {
  NeurIPS: ["NIPS", "neurips 2020", "Advances in Neural Information Processing Systems 31", "NIPS'17"],
  ICML: ["International Conference on Machine Learning", "Proceedings of the 34th ICML 2017", "icml"],
  CVPR: ["CVPR 2019", "IEEE Conference on Computer Vision and Pattern Recognition"],
  "Lab Seminar": ["Thursday Talks", "lab seminar"],
  "Moss Letters": ["Moss Letters", "MOSS LETTERS"],
};
const names = Object.entries(venues).flatMap(([venue, all]) => all.map((name) => ({ venue, name })));
const words = "graph kernel robot grasp speech noise vision depth".split(" ");

/** A facet shows the name that most papers have, or the usual one in place of a name with a year. */
const venueOf = new Map(
  Object.entries(venues).flatMap(([venue, all]) => [venue, ...all].map((name) => [name.toLowerCase(), venue])),
);

/** Venues, years and words change at different steps, so that every pair of them occurs; some papers have no venue. */
const papers = Array.from({ length: 300 }, (_, at) => ({
  id: `p${at}`,
  title: `On ${words[at % words.length]} and ${words[(at * 3 + 1) % words.length]}, part ${at}`,
  ...(at % 11 > 0 && { venue: names[at % names.length]!.name }),
  year: 2015 + (at % 5),
}));

describe("counts of venues with several names", () => {
  let library: TestLibrary;
  const ask = (request: SearchInput) => search(library.services, { limit: 1, ...request });
  beforeAll(async () => {
    const venueAliases = join(await makeTemporaryFolder(), "venues.txt");
    await writeFile(venueAliases, "Lab Seminar = Thursday Talks\n");
    library = await openTestLibrary({ config: { venueAliases } });
    await ingest(library.services, papers);
  });
  afterAll(async () => {
    await library.dispose();
    await removeTemporaryFolders();
  });

  /** The counts of the facet by venue, each of which it has once. */
  async function countVenues(asked: SearchInput): Promise<ReadonlyMap<string, number>> {
    const { facets } = await ask({ ...asked, facets: ["venue"] });
    const counts = facets!.venue!.map(
      ({ value, count }) => [venueOf.get(value.toLowerCase()) ?? value, count] as const,
    );
    expect(new Set(counts.map(([venue]) => venue)).size).toBe(counts.length);
    return new Map(counts);
  }

  /** What a filter by these names must find: the counts of the facet, or every poor match where no good one is left. */
  async function expectTotal(asked: SearchInput, chosen: readonly { venue: string; name: string }[]): Promise<void> {
    const counts = await countVenues(asked);
    const filtered = { ...asked, filter: { ...asked.filter, venue: chosen.map(({ name }) => name) } };
    const counted = [...new Set(chosen.map(({ venue }) => venue))].map((venue) => counts.get(venue) ?? 0);
    const good = counted.reduce((sum, count) => sum + count, 0);
    const expected = good > 0 ? good : (await ask({ ...filtered, minScore: 0 })).total;
    expect([filtered.filter.venue, (await ask(filtered)).total]).toEqual([filtered.filter.venue, expected]);
  }

  const request = fc.record({
    mode: fc.constantFrom("hybrid" as const, "semantic" as const, "keyword" as const),
    query: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 }).map((all) => all.join(" ")),
    filter: fc.constantFrom({}, { yearFrom: 2017 }, { year: 2016 }, { has: "venue" }),
    duplicates: fc.constantFrom("fold" as const, "show" as const),
  });

  it("the facet has each venue once, and counts what is behind a filter by any of its names", async () => {
    const property = fc.asyncProperty(request, fc.constantFrom(...names), (asked, one) => expectTotal(asked, [one]));
    await fc.assert(property, { numRuns: 60 });
  });

  it("of two venues, a filter by one name of each counts both", async () => {
    const property = fc.asyncProperty(
      request,
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      (asked, one, other) => expectTotal(asked, [one, other]),
    );
    await fc.assert(property, { numRuns: 30 });
  });
});
