import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { duplicatesRequestSchema } from "../../src/domain/duplicates/answer.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "../support/test-library.js";

const abstract = "The lion sleeps all day in the high dry grass and hunts at night with others of its pride.";
const authors = ["Ada Lovelace"];
const workshop = { id: "workshop", title: "How the lion sleeps and hunts", abstract, authors, year: 2019 };
const conference = { ...workshop, id: "conference", title: "How the lion hunts and sleeps", year: 2020 };
const journal = { ...workshop, id: "journal", title: "How the lion sleeps and hunts at night", year: 2021 };
const other = { id: "other", title: "Zebra stripes", abstract: "Flies do not see them.", authors };

describe("near-duplicates in a library", () => {
  let library: TestLibrary;
  beforeEach(async () => {
    library = await openTestLibrary();
  });
  afterEach(() => library.dispose());

  const keep = (...papers: PaperInput[]) => ingest(library.services, papers);
  const list = async () => {
    const { groups } = await library.services.listDuplicates(duplicatesRequestSchema.parse({}));
    return groups.map(({ papers }) => papers.map(({ paper }) => paper.id));
  };
  const reopen = async (options: TestLibraryOptions = {}) => {
    await library.close();
    library = await openTestLibrary({ folder: library.folder, ...options });
    await library.ready;
  };

  it("are found when papers are added together", async () => {
    await keep(workshop, other, conference);
    expect(await list()).toEqual([["workshop", "conference"]]);
  });

  it("are found when one is added later, and join the existing group", async () => {
    await keep(conference, other);
    expect(await list()).toEqual([]);
    await keep(workshop);
    expect(await list()).toEqual([["conference", "workshop"]]);
    await keep(journal);
    expect(await list()).toEqual([["conference", "workshop", "journal"]]);
  });

  it("are listed with their cosine", async () => {
    await keep(workshop, conference);
    const { groups } = await library.services.listDuplicates(duplicatesRequestSchema.parse({}));
    // The same words in another order, for which the fake embedder returns the same vector.
    expect(groups[0]?.papers.map(({ similarity }) => Number(similarity.toFixed(5)))).toEqual([1, 1]);
  });

  it("disappear when one is removed or becomes a different paper", async () => {
    await keep(workshop, conference, journal);
    await library.services.removePaper("conference");
    expect(await list()).toEqual([["workshop", "journal"]]);
    await keep({ ...journal, title: "Whales", abstract: "They sing." });
    expect(await list()).toEqual([]);
    await keep(journal);
    expect(await list()).toEqual([["workshop", "journal"]]);
  });

  it("are found by title alone when a paper has no abstract, although its vector is less similar", async () => {
    const title = "Zebra stripes keep flies away";
    await keep({ id: "whole", title, abstract: "We saw zebra.", authors });
    await keep({ id: "bare", title: title.toUpperCase(), authors });
    await keep({ id: "stranger", title, authors: ["Charles Babbage"] });
    const { groups } = await library.services.listDuplicates(duplicatesRequestSchema.parse({}));
    // Two for "zebra" and one for each of the other words: 6 / sqrt(5 × 10).
    const similarity = expect.closeTo(6 / Math.sqrt(50), 5);
    expect(groups.map(({ papers }) => papers.map(({ paper, ...rest }) => [paper.id, rest.similarity]))).toEqual([
      [
        ["whole", similarity],
        ["bare", similarity],
      ],
    ]);
  });

  it("survive a restart and are found again by a rebuild", async () => {
    await keep(workshop, conference, other);
    await reopen();
    expect(await list()).toEqual([["workshop", "conference"]]);
    await reopen({ opening: "rebuild" });
    expect(await list()).toEqual([["workshop", "conference"]]);
  });

  it("are listed page by page, without repeats or gaps", async () => {
    const pairs = ["ant", "bee", "cat", "dog", "eel"].flatMap((name) =>
      [1, 2].map((version) => ({
        id: `${name}-${version}`,
        title: `The ${name} and its four ways`,
        abstract: `${name} `.repeat(9),
        authors,
      })),
    );
    await keep(...pairs);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await library.services.listDuplicates({ limit: 2, ...(cursor !== undefined && { cursor }) });
      expect(page.total).toBe(5);
      seen.push(...page.groups.flatMap(({ papers }) => papers.map(({ paper }) => paper.id)));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(seen).toEqual(pairs.map(({ id }) => id));
    await expect(library.services.listDuplicates({ limit: 2, cursor: "x" })).rejects.toMatchObject({
      code: "bad_input",
    });
  });
});
