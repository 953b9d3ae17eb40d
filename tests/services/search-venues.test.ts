import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readVenueAliases } from "../../src/adapters/venue-aliases/read-venue-aliases.js";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

const papers = [
  { id: "old", title: "Old moss", venue: "NIPS", year: 2010 },
  { id: "new", title: "New moss", venue: "NeurIPS 2020", year: 2020 },
  { id: "long", title: "Long moss", venue: "Advances in Neural Information Processing Systems 31", year: 2018 },
  { id: "newer", title: "Newer moss", venue: "NeurIPS 2020", year: 2021 },
  { id: "shop", title: "Moss at work", venue: "NeurIPS Workshop on Moss", year: 2022 },
  { id: "nature", title: "Moss in nature", venue: "Nature", year: 2001 },
  { id: "sister", title: "Moss in physics", venue: "Nature Physics", year: 2002 },
  { id: "own", title: "Moss talks", venue: "Thursday Talks", year: 2003 },
  { id: "owner", title: "Moss seminars", venue: "Lab Seminar", year: 2004 },
];

describe("a venue with several names", () => {
  let library: TestLibrary;
  const findIds = async (request: Parameters<typeof search>[1]) =>
    (await search(library.services, request)).hits.map(({ paper: { id } }) => id);
  beforeAll(async () => {
    const path = join(await makeTemporaryFolder(), "venues.txt");
    await writeFile(path, "Lab Seminar = Thursday Talks\n");
    library = await openTestLibrary({ config: { venueAliases: path } });
    await ingest(library.services, papers);
  });
  afterAll(() => library.dispose());

  it.each([
    ["venue:neurips", ["newer", "new", "long", "old"]],
    ["venue:NIPS", ["newer", "new", "long", "old"]],
    ['venue:"Neural Information Processing Systems"', ["newer", "new", "long", "old"]],
    ['venue:"neurips workshop"', ["shop"]],
    ["venue:nature", ["sister", "nature"]],
    ['venue:"thursday talks"', ["owner", "own"]],
  ])("is found by each: %s", async (query, ids) => {
    expect(await findIds({ query })).toEqual(ids);
  });

  it.each(["NIPS", "neurips", "NeurIPS 2020", "Advances in Neural Information Processing Systems"])(
    "is a filter by each: %s",
    async (venue) => {
      expect((await findIds({ query: "moss", filter: { venue: [venue] } })).toSorted()).toEqual([
        "long",
        "new",
        "newer",
        "old",
      ]);
    },
  );

  it("is one value of the facet, whose count is the total behind its filter", async () => {
    const { facets } = await search(library.services, { query: "moss", mode: "keyword", facets: "venue" });
    expect(facets?.venue?.map(({ value, count }) => [value, count])).toEqual([
      ["NeurIPS", 4],
      ["Lab Seminar", 2],
      ["Nature", 1],
      ["Nature Physics", 1],
      ["NeurIPS Workshop on Moss", 1],
    ]);
    for (const { value, count } of facets?.venue ?? []) {
      const { total } = await search(library.services, { query: "moss", mode: "keyword", filter: { venue: [value] } });
      expect(total, value).toBe(count);
    }
  });
});

afterAll(removeTemporaryFolders);

describe("the file of VENUE_ALIASES", () => {
  it("is refused by the line that cannot be read, or by its path", async () => {
    const path = join(await makeTemporaryFolder(), "venues.txt");
    await writeFile(path, "# mine\nA = B\nC, D\n");
    expect(() => readVenueAliases(path)).toThrow(
      `VENUE_ALIASES: line 3 of ${path} must have the form "Name = other name", not "C, D"`,
    );
    expect(() => readVenueAliases(`${path}.missing`)).toThrow("cannot be read as text");
    expect(readVenueAliases(undefined)).toEqual([]);
  });
});
