import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/services/services.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const papers = [
  { id: "need", title: "Silence is all a reader needs", authors: ["Zoë Márquez"], venue: "NIPS" },
  {
    id: "cards",
    title: "Card catalogues of lending libraries",
    authors: ["Zoë Márquez", "Otto Readman"],
    venue: "NeurIPS",
  },
  { id: "shelf", title: "Lending libraries without shelves", authors: ["Otto Readman"], venue: "Shelf Notes" },
  { id: "long", title: "Why lending libraries need card catalogues", keywords: ["card catalogues"] },
  { id: "notes", title: "Notes on loans", venue: "NeurIPS" },
  ...["hall", "attic", "cellar", "ships"].map((place, at) => {
    const authors = [at < 3 ? "Inês M. Harrow" : "Inês Harrow", ...(at === 0 ? ["Ines Hart"] : [])];
    return { id: `mend-${place}`, title: `Mending small wooden shelves: the ${place}`, authors };
  }),
  ...Array.from({ length: 30 }, (_, at) => ({ id: `queue-${at}`, title: `Queueing for volume ${at}` })),
];

describe("suggestions", () => {
  let library: TestLibrary;
  let services: Services;
  const suggest = async (q: string, limit = 8) =>
    (await services.suggest({ q, limit })).suggestions.map(({ kind, text, papers: count, id }) =>
      [kind, text, count ?? id].join(" | "),
    );
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
    await ingest(services, papers);
  });
  afterAll(() => library.dispose());

  it("complete the last word with the words before it", async () => {
    expect(await suggest("lending li")).toContain("phrase | lending libraries | 3");
    expect(await suggest("Shelves of lending li")).toContain("phrase | Shelves of lending libraries | 1");
    expect(await suggest("catalogues lend")).toContain("phrase | catalogues lending | 2");
    expect(await suggest("card ")).toContain("phrase | card catalogues | 2");
  });

  it.each([
    ["needs", "title | Silence is all a reader needs | need"],
    ["reader nee", "title | Silence is all a reader needs | need"],
    ["silence is al", "title | Silence is all a reader needs | need"],
    ["all a rea", "title | Silence is all a reader needs | need"],
    ["SILENCE", "title | Silence is all a reader needs | need"],
    ["marq", "author | Zoë Márquez | 2"],
    ["zoe m", "author | Zoë Márquez | 2"],
    ["nips", "venue | NeurIPS | 3"],
    ["neur", "venue | NeurIPS | 3"],
    ["shelf n", "venue | Shelf Notes | 1"],
  ])("%s finds %s", async (q, expected) => {
    expect(await suggest(q)).toContain(expected);
  });

  it("end a phrase where its words belong together", async () => {
    const texts = await suggest("mending sm", 20);
    expect(texts).toContain("phrase | mending small wooden shelves | 4");
    expect(texts).not.toContain("phrase | mending small wooden | 4");
  });

  it("contain no middle of a single title", async () => {
    expect((await suggest("notes o", 20)).filter((text) => text.startsWith("phrase"))).toEqual([]);
  });

  it("leave out words that are together no more often than any", async () => {
    expect(await suggest("volume queu", 20)).not.toContain("phrase | volume queueing | 30");
    expect(await suggest("wooden mendi", 20)).toContain("phrase | wooden mending | 4");
  });

  it("complete a name to no other word", async () => {
    expect((await suggest("otto re", 20)).filter((text) => !text.startsWith("title"))).toEqual([
      "author | Otto Readman | 2",
    ]);
  });

  it("name an author once, under the most frequent spelling", async () => {
    expect((await suggest("ines ha", 20)).filter((text) => text.startsWith("author"))).toEqual([
      "author | Inês M. Harrow | 4",
      "author | Ines Hart | 1",
    ]);
  });

  it("begin with titles that begin so", async () => {
    const titles = (await suggest("lending lib")).filter((text) => text.startsWith("title"));
    expect(titles[0]).toBe("title | Lending libraries without shelves | shelf");
    expect(titles).toHaveLength(3);
  });

  it("repair the spelling if nothing fits", async () => {
    expect(await suggest("catalouges of lending li")).toContain("title | Card catalogues of lending libraries | cards");
  });

  it("repeat no text and keep to the limit", async () => {
    for (const q of ["r", "re", "le", "zoe marquez", "queue", "lending libraries", "volume 1"]) {
      const texts = (await services.suggest({ q, limit: 20 })).suggestions.map(({ text }) => text.toLowerCase());
      expect(new Set(texts).size).toBe(texts.length);
    }
    expect(await suggest("queu", 3)).toHaveLength(3);
  });

  it.each([" ", "?!", "title:", "xqzvkw"])("are none for %s", async (q) => {
    expect(await suggest(q)).toEqual([]);
  });
});
