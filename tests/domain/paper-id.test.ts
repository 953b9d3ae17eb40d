import { describe, expect, it } from "vitest";
import { canonicalizeId, findArxivId, findDoi, parseArxivId, parseDoi } from "../../src/domain/paper/id.js";

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
