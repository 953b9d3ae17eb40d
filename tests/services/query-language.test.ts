import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

describe("the language of queries", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, [
      {
        id: "kelp",
        title: "Kelp forests of the north",
        abstract: "Brown kelp grows fast. Otters guard it.",
        authors: ["Ada Marsh", "Bo Reed"],
        year: 2017,
        date: "2017-03-05",
        venue: "Ocean Letters",
        keywords: ["sea weed"],
      },
      {
        id: "otter",
        title: "Otters and urchins",
        abstract: "Urchins graze on kelp, otters on urchins.",
        authors: ["Ada Marsh"],
        year: 2018,
        date: "2018-11-30",
        venue: "Shore Notes",
      },
      {
        id: "moss",
        title: "Moss on stones",
        abstract: "Nothing here swims. Weed of the sea is absent.",
        authors: ["Cy Fern"],
        year: 2020,
        venue: "Ocean Letters",
        keywords: ["bryophytes"],
      },
      { id: "kelpie", title: "The kelpie in tales", authors: ["Bo Reed"], year: 2019 },
    ]);
  });
  afterAll(() => library.dispose());

  const find = async (query: string, mode: "keyword" | "hybrid" = "hybrid") => {
    const { hits } = await search(library.services, { query, mode });
    return hits.map(({ paper }) => paper.id).toSorted();
  };

  it.each([
    ["otters NOT urchins", ["kelp", "kelpie", "moss"]],
    ["kelp AND otters", ["kelp", "otter"]],
    ["kelp AND otters AND NOT urchins", ["kelp"]],
    ["moss OR kelpie", ["kelpie", "moss"]],
    ["(moss OR kelpie) AND year:2020", ["moss"]],
    ["(moss OR urchins) AND (stones OR graze)", ["moss", "otter"]],
    ["kelp OR (moss AND stones)", ["kelp", "moss", "otter"]],
    ["NOT kelp", ["kelpie", "moss"]],
    ["NOT (kelp OR moss)", ["kelpie"]],
    ["kelp* NOT forests", ["kelpie", "otter"]],
    ["+kelp forests", ["kelp", "otter"]],
    ["author:marsh -author:reed", ["otter"]],
    ["NOT author:marsh", ["kelpie", "moss"]],
    ["author:(reed OR fern)", ["kelp", "kelpie", "moss"]],
    ["author: ada marsh", ["kelp", "otter"]],
    ["author:bo reed tales", ["kelp", "kelpie"]],
    ["title:kelp", ["kelp"]],
    ["title:otter", ["otter"]],
    ["title:(kelp OR moss)", ["kelp", "moss"]],
    ["title:kelp*", ["kelp", "kelpie"]],
    ["abstract:kelp", ["kelp", "otter"]],
    ['abstract:"brown kelp"', ["kelp"]],
    ["abstract:kelp -title:kelp", ["otter"]],
    ["keyword:weed", ["kelp"]],
    ["weed -keyword:weed", ["kelpie", "moss", "otter"]],
    ["venue:ocean venue:shore", ["kelp", "moss", "otter"]],
    ["-venue:ocean", ["kelpie", "otter"]],
    ["year:2017-2018", ["kelp", "otter"]],
    ["year:2017 year:2020", ["kelp", "moss"]],
    ["year:>2017 year:<2020", ["kelpie", "otter"]],
    ["year >= 2019", ["kelpie", "moss"]],
    ["-year:2017", ["kelpie", "moss", "otter"]],
    ["date:2018-03-01..2018", ["otter"]],
    ["date:2017-03", ["kelp"]],
    ["before:2017-04-01", ["kelp"]],
    ["after:2018", ["kelpie", "moss"]],
    ["id:moss", ["moss"]],
    ["id:moss OR title:otters", ["moss", "otter"]],
    ['"brown kelp" OR "urchins graze"', ["kelp", "otter"]],
    ['kelp -"brown kelp"', ["kelpie", "moss", "otter"]],
  ])("restricts which papers are found: %s", async (query, expected) => {
    expect(await find(query)).toEqual(expected);
  });

  it.each(["kelp and otters", "kelp forests or moss", "otters not urchins", "(kelp AND", 'a "kelp'])(
    "does not restrict: %s",
    async (query) => {
      expect(await find(query)).toHaveLength(4);
    },
  );

  it("restricts by a phrase alone or among keywords, but not by one within a question", async () => {
    expect(await find('"brown kelp"')).toEqual(["kelp"]);
    expect(await find('"brown kelp" growth')).toEqual(["kelp"]);
    expect(await find('what is it that makes the "brown kelp" grow so fast?')).toHaveLength(4);
    expect(await find('what is it that makes the +"brown kelp" grow so fast?')).toEqual(["kelp"]);
  });

  it("ranks the words of a phrase that no paper contains, and says so", async () => {
    const answer = await search(library.services, { query: '"kelp urchins"' });
    expect(answer.hits).toHaveLength(4);
    expect(answer).toMatchObject({ noGoodMatch: true, notices: [{ code: "missing_phrase" }] });
    expect(await search(library.services, { query: '"kelp urchins" AND moss' })).toMatchObject({ hits: [], total: 0 });
  });

  it("marks a paper found by its id in the query as exact", async () => {
    const { hits, noGoodMatch } = await search(library.services, { query: "id:moss" });
    expect(hits).toMatchObject([{ paper: { id: "moss" }, matchedBy: "exact", score: 1 }]);
    expect(noGoodMatch).toBeUndefined();
  });

  it("reports each part that restricts, where it is and what it means", async () => {
    const query = "otters NOT urchins author: ada marsh year:2016-2018 title:(kelp OR moss)";
    const { understood } = await search(library.services, { query });
    expect(understood).toMatchObject([
      { kind: "exclusion", text: "NOT urchins", means: "without urchins" },
      { kind: "author", text: "author: ada marsh", means: "by Ada Marsh" },
      { kind: "year", text: "year:2016-2018", means: "from 2016 to 2018" },
      { kind: "any", text: "title:(kelp OR moss)", means: "with kelp in the title or with moss in the title" },
    ]);
    for (const { range, text } of understood!) expect(query.slice(...range)).toBe(text);
    expect(await search(library.services, { query: "otters" })).not.toHaveProperty("understood");
  });

  it("says which field it does not know", async () => {
    const { notices } = await search(library.services, { query: "jurnal:ocean kelp" });
    expect(notices).toMatchObject([{ code: "unknown_field" }]);
  });

  it("answers a query of hundreds of exclusions, and says which it left out", async () => {
    const query = `kelp ${Array.from({ length: 300 }, (_, index) => `-"word ${index}"`).join(" ")}`;
    const { notices, hits } = await search(library.services, { query });
    expect(hits.length).toBeGreaterThan(0);
    expect(notices).toMatchObject([{ code: "cut_query" }]);
  });

  it("counts what each part leaves out, and names the one to drop if nothing is left", async () => {
    const query = "author:marsh year:2020 -venue:shore";
    const { understood, notices } = await search(library.services, { query });
    expect(understood!.map(({ text, without }) => [text, without])).toEqual([
      ["author:marsh", 1],
      ["year:2020", 1],
      ["-venue:shore", 0],
    ]);
    expect(notices).toEqual([
      {
        code: "nothing_left",
        detail: "No paper meets every part of the query. Without author:marsh there is 1 paper.",
      },
    ]);
    const some = await search(library.services, { query: "title:kelp year:2017" });
    expect(some.understood).toMatchObject([{ without: 1 }, { text: "year:2017" }]);
    expect(some.understood![1]).not.toHaveProperty("without");
    const none = await search(library.services, { query: "title:kelp year:2020" });
    expect(none.understood).toMatchObject([{ without: 1 }, { without: 1 }]);
    expect(none.notices).toMatchObject([{ code: "nothing_left" }]);
  });

  describe("identifiers", () => {
    beforeAll(async () => {
      await ingest(library.services, [
        { title: "Dunes that walk", abstract: "On dunes.", arxivId: "2107.54321", year: 2021 },
        { title: "Reefs that ring", abstract: "On reefs.", doi: "10.5678/reef.9", year: 2021 },
        { id: "tide", title: "Tides and time", url: "https://openreview.net/forum?id=AbCdEf12" },
        { id: "cites", title: "Beyond reefs", abstract: "We extend doi 10.5678/reef.9 to fjords." },
      ]);
    });
    const ask = (query: string, mode: "keyword" | "semantic" | "hybrid" = "hybrid") =>
      search(library.services, { query, mode });

    it.each([
      ["arXiv ID 2107.54321", "arxiv:2107.54321"],
      ["https://arxiv.org/pdf/2107.54321v2.pdf", "arxiv:2107.54321"],
      ["arXiv:2107.54321v2 [cs.CL]", "arxiv:2107.54321"],
      ["doi: 10.5678/reef.9.", "doi:10.5678/reef.9"],
      ['"10.5678/reef.9"', "doi:10.5678/reef.9"],
      ["openreview.net/pdf?id=AbCdEf12", "tide"],
      ["id:tide", "tide"],
      ["id:https://openreview.net/forum?id=AbCdEf12", "tide"],
    ])("find their paper first in every mode: %s", async (query, id) => {
      for (const mode of ["hybrid", "keyword", "semantic"] as const) {
        const answer = await ask(query, mode);
        expect(answer.hits[0]).toMatchObject({ paper: { id }, matchedBy: "exact", score: 1 });
        for (const field of ["noGoodMatch", "didYouMean", "notices"]) expect(answer).not.toHaveProperty(field);
      }
    });

    it("find only their paper and those that mention them", async () => {
      const ids = async (query: string) => (await ask(query)).hits.map(({ paper }) => paper.id);
      expect(await ids("https://doi.org/10.5678/reef.9")).toEqual(["doi:10.5678/reef.9", "cites"]);
      expect(await ids("arxiv.org/abs/2107.54321")).toEqual(["arxiv:2107.54321"]);
      expect((await ids("2107.54321, 10.5678/reef.9")).slice(0, 2)).toEqual(["arxiv:2107.54321", "doi:10.5678/reef.9"]);
    });

    it.each([
      "arXiv 2402.00001",
      "https://doi.org/10.9999/none",
      "https://example.org/unknown",
      "id:none",
      "doi: 10.9999/none",
    ])("that are not here find nothing, and the answer says so: %s", async (query) => {
      const answer = await ask(query);
      expect(answer).toMatchObject({ hits: [], total: 0, notices: [{ code: "unknown_id" }] });
      expect(answer).not.toHaveProperty("didYouMean");
    });

    it("that are not here leave the other words of the query", async () => {
      const { hits, notices } = await ask("doi:10.9999/none kelp");
      expect(hits.length).toBeGreaterThan(0);
      expect(notices).toMatchObject([{ code: "unknown_id", detail: "10.9999/none is not in this library." }]);
    });

    it("that pass no filter are not listed", async () => {
      const filter = { year: 1999 };
      expect(await search(library.services, { query: "2107.54321", filter })).toMatchObject({ hits: [], total: 0 });
    });
  });
});
