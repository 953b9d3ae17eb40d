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
