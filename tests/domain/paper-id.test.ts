import { describe, expect, it } from "vitest";
import {
  canonicalizeId,
  findArxivId,
  findDoi,
  joinArxivId,
  parseArxivId,
  parseDoi,
} from "../../src/domain/paper/id.js";

describe("parseArxivId", () => {
  it.each([
    ["2301.01234", { id: "2301.01234" }],
    ["0704.0001", { id: "0704.0001" }],
    ["2301.01234v3", { id: "2301.01234", version: 3 }],
    ["arXiv:2301.01234v12", { id: "2301.01234", version: 12 }],
    ["  2301.01234 ", { id: "2301.01234" }],
    ["math/0211159", { id: "math/0211159" }],
    ["math.AG/0211159v2", { id: "math/0211159", version: 2 }],
    ["hep-th/9901001v2", { id: "hep-th/9901001", version: 2 }],
    ["10.48550/arXiv.2301.01234", { id: "2301.01234" }],
    ["https://doi.org/10.48550/ARXIV.hep-th/9901001", { id: "hep-th/9901001" }],
    ["oai:arXiv.org:0704.0001", { id: "0704.0001" }],
    ["http://arxiv.org/html/2301.01234v2", { id: "2301.01234", version: 2 }],
    ["hep-th/9901001", { id: "hep-th/9901001" }],
    ["https://arxiv.org/abs/2301.01234v2", { id: "2301.01234", version: 2 }],
    ["http://www.arxiv.org/pdf/2301.01234.pdf", { id: "2301.01234" }],
    ["https://arxiv.org/pdf/math/0211159v1.pdf", { id: "math/0211159", version: 1 }],
    ["arxiv.org/abs/2301.01234v2?context=cs", { id: "2301.01234", version: 2 }],
    ["http://xxx.lanl.gov/abs/hep-th/9901001", { id: "hep-th/9901001" }],
    ["cond-mat.str-el/9901001", { id: "cond-mat/9901001" }],
    ["abs/1706.00001", { id: "1706.00001" }],
  ])("reads %j", (text, expected) => expect(parseArxivId(text)).toEqual(expected));

  it.each([
    "",
    "2301.123",
    "2301.0123456",
    "230.01234",
    "math/021115",
    "10.1000/182",
    "https://example.org/abs/2301.01234",
  ])("finds no id in %j", (text) => expect(parseArxivId(text)).toBeUndefined());
});

describe("parseDoi", () => {
  it.each([
    ["10.1000/182", "10.1000/182"],
    ["doi:10.1000/182", "10.1000/182"],
    ["DOI:10.1145/ABC.Def", "10.1145/abc.def"],
    ["https://doi.org/10.1145/3292500.3330701", "10.1145/3292500.3330701"],
    ["http://dx.doi.org/10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"],
    ["10.1000/a/b:c", "10.1000/a/b:c"],
  ])("reads %j", (text, expected) => expect(parseDoi(text)).toBe(expected));

  it.each(["", "10.1/x", "10.1000", "10.1000/", "11.1000/182", "10.1000/a b", "see 10.1000/182"])(
    "finds no DOI in %j",
    (text) => expect(parseDoi(text)).toBeUndefined(),
  );
});

describe("findDoi", () => {
  it.each([
    ["10.1000/ABC", "10.1000/abc"],
    ["DOI: 10.1000/182.", "10.1000/182"],
    ["doi:https://doi.org/10.1000/182", "10.1000/182"],
    ["10.1000/a 10.1000/b", "10.1000/a"],
    ["10.1000/a; 10.1000/b", "10.1000/a"],
    ["10.1000/a,10.1000/b", "10.1000/a"],
    ["n/a 10.1000/a|", "10.1000/a"],
    [
      "10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9",
      "10.1002/(sici)1097-4571(199009)41:6<391::aid-asi1>3.0.co;2-9",
    ],
  ])("reads %j", (text, expected) => expect(findDoi(text)).toBe(expected));

  const sici = "10.1234/(sici)1000-0001(199909)52:7<415::aid-bbb2>3.0.co;2-k";
  it.each([
    "https://doi.org/10.1234/%28SICI%291000-0001%28199909%2952%3A7%3C415%3A%3AAID-BBB2%3E3.0.CO%3B2-K",
    "10.1234/(SICI)1000-0001(199909)52:7{\\textless}415::AID-BBB2{\\textgreater}3.0.CO;2-K",
    "10.1234/(SICI)1000-0001(199909)52:7\\textless415::AID-BBB2\\textgreater3.0.CO;2-K",
    "10.1234/(SICI)1000-0001(199909)52:7$<$415::AID-BBB2$>$3.0.CO;2-K",
    "10.1234/(SICI)1000-0001(199909)52:7&lt;415::AID-BBB2&gt;3.0.CO;2-K.",
    "10.1234/(SICI)1000-0001(199909)52:7&amp;lt;415::AID-BBB2&amp;gt;3.0.CO;2-K",
    "https://dx.doi.org/10.1234/(SICI)1000-0001(199909)52:7<415::AID-BBB2>3.0.CO;2-K",
  ])("reads the SICI in %j", (text) => expect(findDoi(text)).toBe(sici));

  it.each([
    ["https://dl.acm.org/doi/10.1234/33.44", "10.1234/33.44"],
    ["https://dl.acm.org/doi/pdf/10.1234/33.44?download=true", "10.1234/33.44"],
    ["https://link.springer.com/article/10.1234%2Fs11-020-1", "10.1234/s11-020-1"],
    ["https://link.springer.com/content/pdf/10.1234/978-3-1_5.pdf", "10.1234/978-3-1_5"],
    ["https://www.frontiersin.org/articles/10.1234/fpsy.2014.1/full", "10.1234/fpsy.2014.1"],
    ["https://journals.plos.org/one/article?id=10.1234/pone.1&type=printable", "10.1234/pone.1"],
    ["https://www.biorxiv.org/content/10.1101/2020.01.02.123v2.full.pdf", "10.1101/2020.01.02.123"],
    ["https://academic.oup.com/bib/article/doi/10.1234/bib/ab1/6158364", "10.1234/bib/ab1"],
    ["https://doi.org/10.1234/33.44#sec1", "10.1234/33.44"],
    ["https://doi.org/10.1234/33.44?ref=x", "10.1234/33.44"],
    ["https://doi.org/10.21203/rs.3.rs-1/v1", "10.21203/rs.3.rs-1/v1"],
    ["\\url{https://doi.org/10.1234/33.44}}", "10.1234/33.44"],
    ["\\href{https://doi.org/10.1234/33.44}{10.1234/33.44}", "10.1234/33.44"],
    ['<a href="https://doi.org/10.1234/33.44">10.1234/33.44</a>', "10.1234/33.44"],
    ["10.1234/33.44</b>", "10.1234/33.44"],
    ["<10.1234/33.44>", "10.1234/33.44"],
    ["10.1234/978-3-1{\\_}5", "10.1234/978-3-1_5"],
    ["10.1234/978-3-1\\_5", "10.1234/978-3-1_5"],
    ["10.1234/s0(98)1)", "10.1234/s0(98)1"],
    ["(10.1234/s0(98)1).", "10.1234/s0(98)1"],
    ["10.1234/33.44 [doi]", "10.1234/33.44"],
    ["10.1234/s1\u20132", "10.1234/s1-2"],
    ["10.1234/ s1.2", "10.1234/s1.2"],
    ["10.1016/j. vis.2014.09.003", "10.1016/j.vis.2014.09.003"],
    ["info:doi/10.1234/33.44", "10.1234/33.44"],
    ["10.1234.5/33.44", "10.1234.5/33.44"],
    ["10.1234/100%_a", "10.1234/100%_a"],
  ])("reads %j", (text, expected) => expect(findDoi(text)).toBe(expected));

  it.each(["", "n/a", "-", "10.1/x", "10.1000/", "110.1000/a", "https://example.org/a", undefined, null])(
    "finds no DOI in %j",
    (text) => expect(findDoi(text)).toBeUndefined(),
  );
});

describe("findArxivId", () => {
  it.each([
    ["2301.01234", "2301.01234"],
    ["arXiv: 2301.01234v2 [cs.CL]", "2301.01234v2"],
    ["arXiv:2301.01234v2, 2401.00001", "arXiv:2301.01234v2"],
    ["https://arxiv.org/abs/math/0211159", "https://arxiv.org/abs/math/0211159"],
  ])("reads %j", (text, expected) => expect(findArxivId(text)).toBe(expected));

  it.each(["", "none", "cs.CL", "[2301.01234]"])("finds no id in %j", (text) =>
    expect(findArxivId(text)).toBeUndefined(),
  );
});

describe("joinArxivId", () => {
  it.each([
    ["9901001", "hep-th", "hep-th/9901001"],
    ["0301001v2", "cs.CL", "cs/0301001v2"],
    ["arXiv:9901001", "math-ph", "math-ph/9901001"],
    ["hep-th/9901002", "hep-th", "hep-th/9901002"],
    ["1706.00002v2 [cs.CL]", "cs.CL", "1706.00002v2"],
    ["abs/1706.00001", "", "abs/1706.00001"],
  ])("reads %j of %j", (number, archive, expected) => expect(joinArxivId(number, archive)).toBe(expected));

  it.each([
    ["9901001", ""],
    ["99010", "hep-th"],
    ["", "hep-th"],
  ])("finds no id in %j of %j", (number, archive) => expect(joinArxivId(number, archive)).toBeUndefined());
});

describe("canonicalizeId", () => {
  it.each([
    ["arXiv:2301.01234v2", "arxiv:2301.01234"],
    ["https://arxiv.org/abs/math/0211159v2", "arxiv:math/0211159"],
    ["https://doi.org/10.1000/ABC", "doi:10.1000/abc"],
    ["doi:10.1000/ABC", "doi:10.1000/abc"],
    ["doi:10.48550/arXiv.2301.01234v1", "arxiv:2301.01234"],
    ["arxiv:math.AG/0211159", "arxiv:math/0211159"],
    [" my own id ", "my own id"],
    // Without a prefix it is an arbitrary id of the caller.
    ["2301.01234v2", "2301.01234v2"],
    ["https://example.org/paper/7", "https://example.org/paper/7"],
  ])("keeps %j as %j", (text, expected) => {
    expect(canonicalizeId(text)).toBe(expected);
    expect(canonicalizeId(expected)).toBe(expected);
  });
});
