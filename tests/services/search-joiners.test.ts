import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const persian = "کتاب\u200cخانه\u200cهای دیجیتال";
const hindi = "क्\u200dषेत्र का सर्वेक्षण";
const scientist = "👩🏽\u200d🔬";

describe("a search for words that are written with joiners", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, [
      { id: "fa", title: `${persian} ${scientist}`, authors: ["علی نیک\u200cپور"], venue: "پژوهش\u200cنامه" },
      { id: "hi", title: hindi },
      { id: "plain", title: "کتابخانه کوچک" },
    ]);
  });
  afterAll(() => library.dispose());

  const find = async (query: string) =>
    (await search(library.services, { query, mode: "keyword" })).hits.map(({ paper }) => paper.id);

  it("keeps them in what is stored", async () => {
    const { hits } = await search(library.services, { query: "دیجیتال", mode: "keyword" });
    expect(hits[0]?.paper).toMatchObject({ title: `${persian} ${scientist}`, authors: ["علی نیک\u200cپور"] });
  });

  it.each([
    ["a word with joiners", persian, ["fa"]],
    ["the word without them", persian.replaceAll("\u200c", ""), ["fa"]],
    ["a phrase without them", `"${persian.replaceAll("\u200c", "")}"`, ["fa"]],
    ["a phrase with them", `"${persian}"`, ["fa"]],
    ["a word that is stored without", "کتاب\u200cخانه", ["plain"]],
    ["Hindi without joiners", hindi.replaceAll("\u200d", ""), ["hi"]],
    ["an author without joiners", "author:نیکپور", ["fa"]],
    ["an author with joiners", "author:نیک\u200cپور", ["fa"]],
    ["a venue without joiners", "venue:پژوهشنامه دیجیتال", ["fa"]],
  ])("finds %s", async (_, query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});
