import { describe, expect, it } from "vitest";
import { readBibtex } from "./read-bibtex.js";

describe("An entry that refers to another", () => {
  it.each([
    [
      "before",
      "@proceedings{P, title={Meeting}, year=2019, editor={Liu, Bo}, doi={10.1234/p}, abstract={About}}\n",
      "",
    ],
    ["after", "", "\n@proceedings{p, title={Meeting}, year=2019, editor={Liu, Bo}, doi={10.1234/p}, abstract={About}}"],
  ])("inherits by crossref from one %s it, but neither identifiers nor texts", async (_, before, after) => {
    const { papers, notices } = await readBibtex(`${before}@inproceedings{c, title={Child}, crossref={p}}${after}`);
    expect(papers.find(({ title }) => title === "Child")).toEqual({
      title: "Child",
      year: 2019,
      venue: "Meeting",
      type: "paper-conference",
    });
    expect(papers.find(({ title }) => title === "Meeting")).toMatchObject({ authors: ["Bo Liu"], doi: "10.1234/p" });
    expect(notices).toEqual([]);
  });

  it.each([
    ["inbook", "book", "title={B}, subtitle={S}, author={Vance, Ada}", { venue: "B: S", authors: ["Ada Vance"] }],
    ["article", "periodical", "title={Letters}, date={2019-05}", { venue: "Letters", date: "2019-05" }],
    ["book", "mvbook", "title={Works}, year=2001", { venue: "Works", year: 2001 }],
    ["incollection", "collection", "booktitle={B}, title={Not this}", { venue: "B" }],
    [
      "misc",
      "xdata",
      "year=2019, url={https://x.org/}, keywords={a}",
      { year: 2019, url: "https://x.org/", keywords: ["a"] },
    ],
  ])("inherits as @%s from @%s what biber's rules say", async (child, parent, fields, expected) => {
    const name = parent === "xdata" ? "xdata" : "crossref";
    const { papers } = await readBibtex(`@${child}{c, title={Child}, ${name}={p}}\n@${parent}{p, ${fields}}`);
    expect(papers[0]).toMatchObject({ title: "Child", ...expected });
    expect(papers).toHaveLength(parent === "xdata" ? 1 : 2);
  });

  it("keeps its own fields, and its date as a whole", async () => {
    const { papers } = await readBibtex(
      "@inproceedings{c, title={Child}, booktitle={Own}, year=2018, crossref={p}}\n@proceedings{p, title={P}, date={2019-05}}",
    );
    expect(papers[0]).toMatchObject({ venue: "Own", year: 2018 });
    expect(papers[0]?.date).toBeUndefined();
  });

  it("inherits through a chain in any order, and from several", async () => {
    const { papers, notices } = await readBibtex(
      "@inproceedings{c, title={C}, crossref={p}, xdata={x, y}}\n@proceedings{p, title={P}, xdata={z}}\n@xdata{x, note={N}}\n@xdata{z, year=2019}\n@xdata{y, keywords={k}}",
    );
    // Each is complete as soon as its parents are.
    expect(papers).toEqual([
      { title: "P", year: 2019, type: "book" },
      { title: "C", year: 2019, venue: "P", type: "paper-conference", keywords: ["k"] },
    ]);
    expect(notices).toEqual([]);
  });

  it.each([
    ["that is missing", "@inproceedings{c, title={C}, crossref={nowhere}}", ["nowhere"]],
    ["itself", "@book{c, title={C}, crossref={c}}", []],
    ["another that refers back", "@book{c, title={C}, crossref={d}}\n@book{d, title={D}, crossref={c}}", ["d"]],
  ])("is read when it refers to %s, and a notice says what it lacks", async (_, text, keys) => {
    const { papers, notices } = await readBibtex(text);
    expect(papers[0]?.title).toBe("C");
    expect(notices).toEqual(keys.map((key) => `the file has no entry ${key}, whose fields this one inherits`));
  });

  it("does not fill the memory when parents are missing", async () => {
    const abstract = "words ".repeat(20_000);
    const children = Array.from(
      { length: 300 },
      (_, at) => `@misc{c${at}, title={C}, abstract={${abstract}}, crossref={p}}`,
    );
    const { papers, notices } = await readBibtex(children.join("\n"));
    expect(papers).toHaveLength(300);
    expect(notices).toHaveLength(300);
  });
});
