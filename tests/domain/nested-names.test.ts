import { describe, expect, it } from "vitest";
import { readAuthors } from "../../src/domain/person/name-list.js";
import { createRowToPaper } from "../../src/domain/tables/row-paper.js";

describe("authors that a program has written with their parts", () => {
  const both = ["Ada Vance", "Bo van Liu"];

  it.each([
    ["tuples of Python", "[('Vance', 'Ada'), ('van Liu', 'Bo')]", both],
    ["tuples cut at a comma", "[('Vance', ' Ada'), ('van Liu', ' Bo')]", both],
    ["lists of JSON with suffixes", '[["Vance", "Ada", ""], ["van Liu", "Bo", ""]]', both],
    ["a tuple of tuples", "(('Vance', 'Ada'), ('van Liu', 'Bo'),)", both],
    ["initials after the family name", "[('Vance', 'A. B.'), ('Liu', 'B.')]", ["A. B. Vance", "B. Liu"]],
    ["initials before the family name", "[('A. B.', 'Vance'), ('Bo', 'Liu')]", ["A. B. Vance", "Bo Liu"]],
    ["particles after the given name", "[('Ada', 'Vance'), ('Bo', 'van Liu')]", both],
    ["names that were not divided", "[('Ada Vance',), ('Bo van Liu',)]", both],
    ["one flat tuple", "('Ada Vance', 'Bo van Liu')", both],
    ["a missing given name", "[('Quarry Group', None), ('Vance', 'Ada')]", ["Quarry Group", "Ada Vance"]],
    ["quotes and escapes", `[("O'Neil", 'Ada'), ('M\\u00fcller', 'Bo')]`, ["Ada O'Neil", "Bo Müller"]],
    ["objects", "[{'last_name': 'Vance', 'first_name': 'Ada'}, {'family': 'van Liu', 'given': 'Bo'}]", both],
    ["objects in objects", '[{"author": {"display_name": "Ada Vance"}, "lab": {"name": "Quarry Lab"}}]', ["Ada Vance"]],
    ["names and their places, which are left out", "[('Ada Vance', 'Quarry University')]", []],
    ["orders that differ, which are left out", "[('A.', 'Vance'), ('Liu', 'B.')]", []],
    ["tuples that are cut, which are left out", "[('Vance', 'Ada'), ('Liu', 'B", []],
    ["tuples without quotes, which are left out", "[(Vance, Ada), (Liu, Bo)]", []],
  ])("are read from %s", (_what, text, expected) => {
    expect(readAuthors(text).authors).toEqual(expected);
  });

  it("have the parts that are written", () => {
    expect(readAuthors("[('van Liu', 'Bo'), ('Vance', 'Ada', 'Jr.')]").authorNames).toEqual([
      { family: "Liu", particle: "van", given: "Bo" },
      { family: "Vance", given: "Ada", suffix: "Jr." },
    ]);
  });

  it("take time in proportion to their length", () => {
    const cell = `[(${"\\'".repeat(200_000)}`;
    const start = performance.now();
    expect(readAuthors(cell).authors).toEqual([]);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("a table with vague columns beside clear ones", () => {
  const read = (header: readonly string[], ...rows: readonly (readonly string[])[]) =>
    createRowToPaper({ header, rows })(rows[0]!) as Record<string, unknown>;

  it("has its authors in the clear column, else in the next that can be read", () => {
    const header = ["author_list", "TI", "AU"];
    expect(read(header, ["[(Vance, A", "Kites", "Vance, Ada; Liu, Bo"])["authors"]).toEqual(["Ada Vance", "Bo Liu"]);
    expect(read(header, ["[('Vance', 'Ada')]", "Kites", ""])["authors"]).toEqual(["Ada Vance"]);
  });

  it("has no venue in a column of keys, file names or addresses", () => {
    const venue = (...values: readonly string[]) =>
      read(["source", "title"], ...values.map((value) => [value, "Kites"]))["venue"];
    expect(venue("vance2019b", "liu2020", "moreau2018kites")).toBeUndefined();
    expect(venue("kites_3.pdf", "", "stones_4.pdf")).toBeUndefined();
    expect(venue("https://example.org/1", "https://example.org/2")).toBeUndefined();
    expect(venue("Quarry Letters", "liu2020", "Sand Reports")).toBe("Quarry Letters");
    expect(venue("ICML2019", "NeurIPS-2020", "Nature")).toBe("ICML2019");
  });

  it("has the venue in the next vague column instead", () => {
    const paper = read(["source", "publication", "title"], ["vance2019b", "Quarry Letters", "Kites"]);
    expect(paper["venue"]).toBe("Quarry Letters");
  });
});
