import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/services/services.js";
import { search, type SearchInput } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const papers = [
  { id: "lantern", title: "Lantern capsules", authors: ["Marisol Quenby", "Ivo Tarnbeck"], year: 2017 },
  { id: "kelp", title: "Kelp under glass", authors: ["Ivo Tarnbeck"], year: 2012 },
  { id: "moss", title: "Moss clocks", authors: ["Marisol E. Quenby"], year: 2019 },
  { id: "tide", title: "Tide tables", authors: ["M. Quenby", "Ann Long"], year: 2020 },
  { id: "other", title: "Paper boats", authors: ["Gustav Quenby"], year: 2021 },
  { id: "about", title: "What Quenby and Tarnbeck meant", abstract: "Marisol Quenby, read again.", year: 2022 },
  { id: "umlaut", title: "Bells of ice", authors: ["Jörg Bröckhoff", "Åse Håvik"], year: 2015 },
  { id: "particle", title: "Rope bridges", authors: ["Pia van den Hoogveld"], year: 2016 },
  { id: "hyphen", title: "Salt and string", authors: ["Jean-Luc Perrault-Dufy"], year: 2014 },
  { id: "east", title: "Two rivers", authors: ["Xuefan Qiu", "冯雪"], year: 2018 },
  { id: "apostrophe", title: "Hollow reeds", authors: ["Bridie O'Quill"], year: 2011 },
  { id: "long", title: "Long chains of reeds", abstract: "Long and longer chains.", authors: ["Sam Vole"], year: 2010 },
  { id: "longer", title: "A long walk with long poles", abstract: "A chain of long days.", year: 2009 },
  { id: "common", title: "The fox and the rose", abstract: "A fox may adam a rose.", authors: ["Uma Rose"] },
  { id: "commoner", title: "Foxes and roses", abstract: "One fox, one rose.", authors: ["Bo Fox"] },
  { id: "commonest", title: "Of the fox and of the rose", authors: ["Cy May", "Di Fox"] },
  { id: "longest", title: "The long list of long things", authors: ["Ida Chain"], year: 2008 },
];

describe("a query that names authors", () => {
  let library: TestLibrary;
  let services: Services;
  const ask = (query: string, request: Partial<SearchInput> = {}) => search(services, { query, ...request });
  const findAuthored = async (query: string) =>
    (await ask(query, { limit: 20 })).hits
      .filter(({ matchedBy }) => matchedBy === "author")
      .map(({ paper: { id } }) => id);
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
    await ingest(services, papers);
  });
  afterAll(() => library.dispose());

  it.each([
    ["Marisol Quenby", ["moss", "lantern", "tide"]],
    ["marisol quenby", ["moss", "lantern", "tide"]],
    ["Quenby Marisol", ["moss", "lantern", "tide"]],
    ["Quenby, Marisol", ["moss", "lantern", "tide"]],
    ["M. Quenby", ["tide", "moss", "lantern"]],
    ["M.Quenby", ["tide", "moss", "lantern"]],
    ["Quenby M", ["tide", "moss", "lantern"]],
    ["Quenby, M.", ["tide", "moss", "lantern"]],
    ["ME Quenby", ["moss", "tide", "lantern"]],
    ["Quenby ME", ["moss", "tide", "lantern"]],
    ["G. Quenby", ["other"]],
    ["Quenby", ["other", "tide", "moss", "lantern"]],
    ["Quenby 2017", ["lantern", "other", "tide", "moss"]],
    ["Quenby et al.", ["other", "tide", "moss", "lantern"]],
    ["(Quenby et al., 2017)", ["lantern", "other", "tide", "moss"]],
    ["Quenby & Tarnbeck", ["lantern", "other", "tide", "moss", "kelp"]],
    ["Ivo Tarnbeck Marisol Quenby", ["lantern", "moss", "kelp", "tide"]],
    ["Ivo Tarnbeck and Marisol Quenby", ["lantern", "moss", "kelp", "tide"]],
    ["Quenby, M., Tarnbeck, I.", ["lantern", "tide", "moss", "kelp"]],
    ["papers by Tarnbeck", ["lantern", "kelp"]],
    ["Tarnbeck kelp", ["kelp", "lantern"]],
    ["tarnbeck's lanterns", ["lantern", "kelp"]],
    ["Bröckhoff", ["umlaut"]],
    ["Broeckhoff", ["umlaut"]],
    ["Brockhoff", ["umlaut"]],
    ["J. Broeckhoff", ["umlaut"]],
    ["Haavik", ["umlaut"]],
    ["Havik", ["umlaut"]],
    ["van den Hoogveld", ["particle"]],
    ["P. van den Hoogveld", ["particle"]],
    ["Hoogveld, P. van den", ["particle"]],
    ["Hoogveld", ["particle"]],
    ["Perrault-Dufy", ["hyphen"]],
    ["Perrault Dufy", ["hyphen"]],
    ["Dufy", ["hyphen"]],
    ["J.-L. Perrault-Dufy", ["hyphen"]],
    ["Qiu Xuefan", ["east"]],
    ["Xuefan Qiu", ["east"]],
    ["冯雪", ["east"]],
    ["O'Quill", ["apostrophe"]],
    ["OQuill", ["apostrophe"]],
    ["B. O’Quill", ["apostrophe"]],
    ["Long et al.", ["tide"]],
    ['"Marisol Quenby"', ["moss", "lantern", "tide"]],
    ['"Quenby" 2017', ["lantern", "other", "tide", "moss"]],
  ])("lists the papers by them first: %s", async (query, ids) => {
    expect(await findAuthored(query)).toEqual(ids);
    const answer = await ask(query);
    expect(answer.hits[0]).toMatchObject({ paper: { id: ids[0] }, matchedBy: "author" });
    expect(answer.noGoodMatch).toBeUndefined();
  });

  it.each([
    "long",
    "long chains",
    "chain",
    "Long walk",
    "fox",
    "Fox",
    "rose",
    "may",
    "fox rose",
    "a long walk and a chain",
    "Georg Quenboy",
    "x reeds",
    "What Quenby and Tarnbeck meant",
  ])("is told from one that does not: %s", async (query) => {
    const answer = await ask(query, { limit: 20 });
    expect(answer.hits.filter(({ matchedBy }) => matchedBy === "author")).toEqual([]);
    expect(answer.understood ?? []).toEqual([]);
  });

  it("offers to restrict the search to each name", async () => {
    const query = "lanterns by Marisol Quenby, Tarnbeck";
    const { understood = [] } = await ask(query);
    expect(understood.map(({ kind, offer, range }) => [kind, offer, query.slice(...range)])).toEqual([
      ["author", 'author:"Marisol Quenby"', "Marisol Quenby"],
      ["author", 'author:"Tarnbeck"', "Tarnbeck"],
    ]);
  });

  it("offers to replace a name together with its quotation marks", async () => {
    const query = '"Marisol Quenby" lanterns';
    const { understood = [] } = await ask(query);
    expect(understood.map(({ offer, range }) => [offer, query.slice(...range)])).toEqual([
      ['author:"Marisol Quenby"', '"Marisol Quenby"'],
    ]);
  });

  it("counts the papers by them in the total, and obeys filters", async () => {
    const { hits } = await ask("Marisol Quenby", { filter: { yearFrom: 2018, yearTo: 2019 } });
    expect(hits.map(({ paper: { id } }) => id)[0]).toBe("moss");
    const { total } = await ask("Hoogveld", { mode: "keyword" });
    expect(total).toBe(1);
  });
});

describe("the authors that a query restricts to", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, papers);
  });
  afterAll(() => library.dispose());

  it.each([
    ["quenby", ["other", "tide", "moss", "lantern"]],
    ["M. Quenby", ["tide", "moss", "lantern"]],
    ["Quenby, M.", ["tide", "moss", "lantern"]],
    ["Quenby, Marisol", ["tide", "moss", "lantern"]],
    ["Marisol Quenby", ["tide", "moss", "lantern"]],
    ["Gustav Quenby", ["other"]],
    ["G Quenby", ["other"]],
    ["Broeckhoff", ["umlaut"]],
    ["brockhoff", ["umlaut"]],
    ["Bröckhoff, J.", ["umlaut"]],
    ["P. van den Hoogveld", ["particle"]],
    ["Hoogveld, P.", ["particle"]],
    ["O'Quill, B.", ["apostrophe"]],
    ["Qiu Xuefan", ["east"]],
    ["Xenia Quenby", []],
  ])('are found by author:"%s"', async (name, ids) => {
    const { hits } = await search(library.services, { query: `author:"${name}"` });
    expect(hits.map(({ paper: { id } }) => id)).toEqual(ids);
  });
});
