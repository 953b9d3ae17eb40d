import { describe, expect, expectTypeOf, it } from "vitest";
import type { Paper } from "../../src/domain/paper.js";
import type { HitsAnswer, SearchAnswer } from "../../src/domain/answer.js";
import type { Stats } from "../../src/domain/status.js";
import type { PageHitsAnswer, PagePaper, PageSearchAnswer, PageStats } from "../../src/http/page/api-types.js";
import { splitAtRanges } from "../../src/http/page/mark-ranges.js";
import { findPaperAddress, formatBibtex } from "../../src/http/page/paper-citation.js";
import { formatView, readView, type View } from "../../src/http/page/view-address.js";

const paper: PagePaper = { id: "x", title: "A title", authors: [], categories: [] };

describe("The page's view of the API", () => {
  it("takes the answers that the server gives", () => {
    expectTypeOf<SearchAnswer>().toExtend<PageSearchAnswer>();
    expectTypeOf<HitsAnswer>().toExtend<PageHitsAnswer>();
    expectTypeOf<Paper>().toExtend<PagePaper>();
    expectTypeOf<Stats>().toExtend<PageStats>();
  });
});

describe("Addresses of views", () => {
  it.each<View>([
    { kind: "home" },
    { kind: "similar", id: "doi:10.1000/a b&c" },
    { kind: "search", query: "C++ & a=b", mode: "keyword", yearFrom: 2001, yearTo: undefined, venue: "Nature" },
  ])("are read again as they were written: %j", (view) => {
    expect(readView(formatView(view).slice(1))).toEqual(view);
  });

  it("leave out what they do not understand", () => {
    const view = { kind: "search", query: "q", mode: "hybrid", yearFrom: undefined, yearTo: 2020, venue: undefined };
    expect(readView("?q=+q+&mode=best&yearFrom=20&yearTo=2020")).toEqual(view);
    expect(readView("?q=+&mode=keyword")).toEqual({ kind: "home" });
  });
});

describe("Marking what the server found", () => {
  const mark = (text: string, ranges: readonly [number, number][]) =>
    splitAtRanges(text, ranges)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join("");

  it("marks each range, and neighbours in one go", () => {
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

describe("Citing a paper", () => {
  it("links to the web only, and prefers the paper's own address", () => {
    expect(findPaperAddress({ ...paper, url: "https://example.org/p" })).toBe("https://example.org/p");
    expect(findPaperAddress({ ...paper, url: "javascript:alert(1)", arxivId: "math/0211159" })).toBe(
      "https://arxiv.org/abs/math/0211159",
    );
    expect(findPaperAddress({ ...paper, url: "data:text/html,x", doi: "10.1/a#b?c" })).toBe(
      "https://doi.org/10.1/a%23b%3Fc",
    );
    expect(findPaperAddress({ ...paper, url: "no address" })).toBeUndefined();
  });

  it("writes BibTeX, escaping what LaTeX would read but for mathematics", () => {
    const cited = {
      ...paper,
      title: "50% of $J/Ψ_1$ & more",
      authors: ["Rémy Portelas", "Hofmann, Katja"],
      year: 2019,
      arxivId: "1910.07224",
    };
    expect(formatBibtex(cited)).toBe(`@misc{portelas2019more,
  title = {{50\\% of $J/Ψ_1$ \\& more}},
  author = {Rémy Portelas and Hofmann, Katja},
  year = {2019},
  eprint = {1910.07224},
  archivePrefix = {arXiv},
  url = {https://arxiv.org/abs/1910.07224}
}
`);
  });

  it("tells a meeting from a journal", () => {
    expect(formatBibtex({ ...paper, venue: "Proceedings of X" })).toMatch(/^@inproceedings.*\n.*\n {2}booktitle/);
    expect(formatBibtex({ ...paper, venue: "Nature" })).toMatch(/^@article.*\n.*\n {2}journal/);
  });
});
