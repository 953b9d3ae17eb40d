import { describe, expect, it } from "vitest";
import { formatCoins } from "../../src/domain/citation/coins.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import { workTypes } from "../../src/domain/paper/work-type.js";

const bare: Paper = { id: "x", title: "Tides", authors: [], categories: [], keywords: [] };

function read(paper: Paper) {
  const values = new URLSearchParams(formatCoins(paper));
  return { format: values.get("rft_val_fmt")?.split(":").at(-1), ...Object.fromEntries(values) };
}

describe("A paper as a COinS", () => {
  it("has names family first, one without parts with a comma, in their order", () => {
    const authors = ["Dune Survey Team", "Ada van den Berg Jr", "Plato"];
    const names = new URLSearchParams(formatCoins({ ...bare, venue: "Nature", authors })).getAll("rft.au");
    expect(names).toEqual(["Dune Survey Team,", "van den Berg, Ada Jr", "Plato"]);
  });

  it.each([
    [{ type: "article-journal" }, { format: "journal", "rft.atitle": "Tides", "rft.jtitle": "Hives" }],
    [{ type: "paper-conference" }, { format: "book", "rft.genre": "proceeding", "rft.btitle": "Hives" }],
    [{ type: "book" }, { format: "book", "rft.btitle": "Tides", "rft.series": "Hives" }],
    [{ type: "thesis" }, { format: "dissertation", "rft.title": "Tides", "rft.inst": "Hives" }],
    [{ type: "dataset" }, { format: "dc", "rft.type": "dataset", "rft.publisher": "Hives" }],
  ] as const)("has the form of its type: %j", (fields, expected) => {
    expect(read({ ...bare, ...fields, venue: "Hives" })).toMatchObject(expected);
  });

  it("has a title in every type, and plain text", () => {
    for (const type of workTypes)
      expect(Object.values(read({ ...bare, type, title: "On $H_2O$ & more" }))).toContain("On H₂O & more");
  });

  it("has its ids and its address", () => {
    const ids = { doi: "10.1000/1", arxivId: "2301.01234" };
    const written = new URLSearchParams(formatCoins({ ...bare, ...ids })).getAll("rft_id");
    expect(written).toEqual(["info:doi/10.1000/1", "info:arxiv/2301.01234", "https://arxiv.org/abs/2301.01234"]);
  });
});
