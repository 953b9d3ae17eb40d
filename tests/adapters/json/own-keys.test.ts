import { describe, expect, it } from "vitest";
import { trustLevels } from "../../../src/domain/records/trust.js";
import { readSource } from "../../support/read-source.js";

const works = [
  { "Name of work": "Bees of Brno", Summary: "About bees.", Who: ["Lee, Ada", "Okoro, Di"], No: 7 },
  { "Name of work": "Ants of Aix", Summary: null, Who: ["Liu, Bo"], No: 8, Stage: "in" },
];
const columns = { title: "Name of work", authors: "Who", "extra.stage": "Stage" };

describe("JSON whose objects have keys of their own", () => {
  it.each([
    ["json", JSON.stringify(works)],
    ["json", JSON.stringify({ total: 2, articles: works }, undefined, 2)],
    ["jsonl", works.map((work) => JSON.stringify(work)).join("\n")],
  ])("is read as a table as %s: %s", async (format, text) => {
    const read = await readSource(text, { columns });
    expect(read).toMatchObject({ format, columns: { ...columns, abstract: "Summary" } });
    expect(read.records.map(({ line }) => line)).toEqual([1, 2]);
    expect(read.papers).toMatchObject([
      { title: "Bees of Brno", abstract: "About bees.", authors: ["Ada Lee", "Di Okoro"] },
      { title: "Ants of Aix", authors: ["Bo Liu"], extra: { stage: "in" } },
    ]);
    expect(read.papers[1]).not.toHaveProperty("abstract");
  });

  it("asks for the key of the titles, and shows the first objects", async () => {
    await expect(readSource(JSON.stringify(works))).rejects.toMatchObject({
      code: "bad_input",
      details: [{ path: "map.title" }],
      members: {
        table: {
          columns: [
            { name: "Name of work" },
            { name: "Summary", field: "abstract" },
            { name: "Who" },
            { name: "No" },
            { name: "Stage" },
          ],
          rows: [
            ["Bees of Brno", "About bees.", "Lee, Ada; Okoro, Di", "7", ""],
            ["Ants of Aix", "", "Liu, Bo", "8", "in"],
          ],
        },
      },
    });
    await expect(readSource(JSON.stringify(works), { columns: { title: "Name" } })).rejects.toThrow(
      "There is no column Name for title. Columns: Name of work, Summary, Who, No, Stage.",
    );
  });

  it("asks for no column where there is no object", async () => {
    const { records } = await readSource("@article{mine}\n7\n", { format: "jsonl", columns: { id: "" } });
    expect(records).toMatchObject([
      { line: 1, reason: expect.any(String) },
      { line: 2, value: 7 },
    ]);
  });

  it("takes what tables call the fields, in any case", async () => {
    const text = '{"Paper Title":"Bees","Author Names":"Ada Lee, Bo Liu","ID":7}\n';
    const { papers, columns: found } = await readSource(text);
    expect(found).toEqual({ title: "Paper Title", authors: "Author Names" });
    expect(papers).toMatchObject([{ title: "Bees", authors: ["Ada Lee", "Bo Liu"] }]);
    expect(papers[0]).not.toHaveProperty("id");
  });

  it("has paths to values within objects and lists", async () => {
    const article = {
      id: "4f1",
      bibjson: {
        title: "Bees of Brno",
        author: [{ name: "Ada Lee", orcid: "0" }, { name: "Bo Liu" }],
        journal: { title: "Apiary" },
        identifier: [
          { type: "issn", id: "1234-5678" },
          { type: "doi", id: "10.1000/bees" },
        ],
        keywords: ["bees, wild", "Brno"],
      },
    };
    const text = JSON.stringify({ results: [article] });
    const read = await readSource(text, { columns: { doi: "bibjson.identifier.id" }, showsTable: true });
    expect(read.papers).toMatchObject([
      {
        title: "Bees of Brno",
        authors: ["Ada Lee", "Bo Liu"],
        venue: "Apiary",
        doi: "10.1000/bees",
        keywords: ["bees, wild", "Brno"],
      },
    ]);
    expect(read.table?.columns).toContainEqual({ name: "bibjson.title", field: "title" });
    expect(read.table?.columns).toContainEqual({ name: "bibjson.author.orcid" });
  });

  it("takes no title of a journal for that of a paper", async () => {
    const text = JSON.stringify([{ name: "Bees", journal: { title: "Apiary", year: 2020 } }]);
    await expect(readSource(text)).rejects.toMatchObject({ details: [{ path: "map.title" }] });
  });

  it("reads authors whose names are in parts", async () => {
    const text = JSON.stringify([{ Title: "Bees", authors: [{ firstName: "Ada", lastName: "van Lee" }] }]);
    const { papers } = await readSource(text);
    expect(papers).toMatchObject([{ authors: ["Ada van Lee"], authorNames: [{ given: "Ada" }] }]);
  });

  it("fails entry by entry, with the key", async () => {
    const text = '[{"Name":"Bees"},{"Name": broken, "key":"k2"},7,{"key":"k4","No":1}]';
    const { records } = await readSource(text, { columns: { title: "Name" } });
    expect(records).toMatchObject([
      { line: 1 },
      { line: 2, key: "k2", reason: expect.stringContaining("not JSON") },
      { line: 3, value: 7 },
      { line: 4, key: "k4", value: { title: "" } },
    ]);
  });

  it("is trusted like a table, and its ids name papers only where they are chosen", async () => {
    const [record] = (await readSource('[{"Name":"Bees","id":1}]', { columns: { title: "Name" } })).records;
    expect(record).toMatchObject({ trust: trustLevels.table });
    expect(record).not.toHaveProperty("namesPaper");
    const chosen = { columns: { title: "Name", id: "id" } };
    expect((await readSource('[{"Name":"Bees","id":1}]', chosen)).records).toMatchObject([
      { namesPaper: true, value: { id: "1" } },
    ]);
  });

  it("is not waited for where it is certainly our own", async () => {
    const { records, columns: found } = await readSource('{"abstract":"no title"}\n', {
      format: "jsonl",
      hasOwnKeys: true,
    });
    expect([found, records]).toMatchObject([undefined, [{ value: { abstract: "no title" } }]]);
  });
});

describe("our own JSON with further keys", () => {
  const text =
    '{"id":"b","title":"Bees","authors":["Ada Lee"],"conf":"ICB","extra":{"stage":"in"}}\n{"title":"Ants"}\n';

  it("shows which keys are read", async () => {
    const { table, columns: found } = await readSource(text, { showsTable: true });
    expect(found).toBeUndefined();
    expect(table?.columns).toEqual([
      { name: "id", field: "id" },
      { name: "title", field: "title" },
      { name: "authors", field: "authors" },
      { name: "conf" },
      { name: "extra.stage", field: "extra.stage" },
    ]);
    expect(await readSource('[{"title":"Ants","year":2020}]', { showsTable: true })).not.toHaveProperty("table");
  });

  it("keeps its ids where another key is chosen", async () => {
    const { records } = await readSource(text, { columns: { venue: "conf" } });
    expect(records).toMatchObject([
      { namesPaper: true, value: { id: "b", title: "Bees", venue: "ICB", extra: { stage: "in" } } },
      { value: { title: "Ants" } },
    ]);
  });
});

describe("JSON of programs whose records are not read", () => {
  const text = JSON.stringify({ resultList: { result: [{ pmid: "1", name: "Bees" }] } });

  it("is read where the caller says where the fields are", async () => {
    await expect(readSource(text)).rejects.toThrow("Europe PMC");
    const { papers } = await readSource(text, { columns: { title: "resultList.result.name" } });
    expect(papers).toMatchObject([{ title: "Bees" }]);
  });
});
