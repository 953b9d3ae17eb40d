import { describe, expect, it } from "vitest";
import type { Paper } from "../../src/domain/paper/paper.js";
import { splitAtRanges } from "../../src/web/paper/mark-ranges.js";
import { listLinks } from "../../src/web/paper/links.js";

const paper: Paper = { id: "x", title: "A title", authors: [], categories: [], keywords: [] };

describe("Marking what the server found", () => {
  const mark = (text: string, ranges: readonly [number, number][]) =>
    splitAtRanges(text, ranges)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join("");

  it("marks each range, and joins neighbours", () => {
    const ranges: [number, number][] = [
      [0, 5],
      [6, 12],
      [19, 25],
    ];
    expect(mark("Tuned models: fine-tuning a model", ranges)).toBe("[Tuned models]: fine-[tuning] a model");
  });

  it("marks nothing where there are no ranges", () => {
    expect(mark("Nothing here", [])).toBe("Nothing here");
  });
});

describe("Linking to a paper", () => {
  it("derives arXiv and its PDF from the ID or the address", () => {
    const links = [
      { name: "arXiv", address: "https://arxiv.org/abs/1910.07224" },
      { name: "PDF", address: "https://arxiv.org/pdf/1910.07224" },
    ];
    expect(listLinks({ ...paper, arxivId: "1910.07224" })).toEqual(links);
    expect(listLinks({ ...paper, url: "http://www.arxiv.org/pdf/1910.07224.pdf" })).toEqual(links);
  });

  it.each([
    ["https://openaccess.thecvf.com/x.html", "thecvf.com"],
    ["https://eprints.soton.ac.uk/1", "soton.ac.uk"],
    ["http://127.0.0.1:80/1", "127.0.0.1"],
    ["https://www.x.org/a.PDF", "PDF"],
  ])("names %s as %s", (url, name) => {
    expect(listLinks({ ...paper, url, doi: "10.1/a" }).map((link) => link.name)).toEqual([name, "DOI"]);
  });

  it("repeats no address", () => {
    expect(listLinks({ ...paper, url: "https://doi.org/10.1/a", doi: "10.1/a" })).toHaveLength(1);
  });
});
