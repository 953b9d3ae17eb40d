import { describe, expect, it } from "vitest";
import { checkPaper } from "../../src/domain/paper/check-paper.js";
import { nameRecord } from "../../src/domain/sources/name-record.js";
import { describeJsonError } from "../../src/domain/text/json/parse-json.js";

describe("Why a record is no paper", () => {
  it.each([
    [7, 'this is no paper but 7: a paper is an object such as {"title": "…"}'],
    [{}, "there is no title"],
    [{ title: 7 }, "the title is 7: expected text"],
    [{ title: "w".repeat(2_500) }, "the title has 2,500 characters: at most 2,000 are allowed"],
    [{ title: "A", year: "in press" }, 'the year "in press" is not a number'],
    [{ title: "A", year: "2020" }, 'the year "2020" is text: write the number without quotation marks'],
    [{ title: "A", year: 20_201 }, "the year 20201 is not between 1000 and 3000"],
    [{ title: "A", year: 2020.5 }, "the year 2020.5 is not a whole number"],
    [{ title: "A", doi: "none" }, '"none" is not a DOI: one looks like 10.1000/182'],
    [{ title: "A", arxivId: "x" }, '"x" is not an arXiv id: one looks like 2301.01234 or math/0211159'],
    [{ title: "A", authors: "B, C." }, 'the authors are "B, C.": expected a list such as ["…", "…"]'],
    [{ title: "A", keywords: ["a", 3] }, "keyword 2 is 3: expected text"],
    [{ title: "A", authorNames: [{ given: "B" }] }, "authorNames.0.family is missing"],
    [
      { title: 1, venue: 2, year: "x" },
      'the title is 1: expected text; the year "x" is not a number; the venue is 2: expected text',
    ],
  ])("is said in words: %j", (value, reason) => {
    expect(checkPaper(value)).toEqual({ reason });
  });

  it("is nothing for a paper", () => {
    expect(checkPaper({ title: "A", year: 2020 })).toHaveProperty("data");
  });
});

describe("The name of a record that failed", () => {
  it("is its key, else its id, DOI or title, else its first author and year", () => {
    const value = { doi: "10.1/x", title: "T", authors: ["Ada Lee"], year: 2020 };
    expect(nameRecord({ line: 1, key: "lee2020", value })).toEqual({ id: "lee2020" });
    expect(nameRecord({ line: 1, value })).toEqual({ id: "10.1/x" });
    expect(nameRecord({ line: 1, value: { ...value, doi: undefined } })).toEqual({ id: "T" });
    expect(nameRecord({ line: 1, value: { authors: ["Ada Lee"], year: 2020 } })).toEqual({ id: "Ada Lee 2020" });
    expect([nameRecord({ line: 1, value: 7 }), nameRecord({ line: 1, reason: "cut" })]).toEqual([{}, {}]);
  });
});

describe("What is wrong with JSON", () => {
  it("is said without the parser's own words, with the place counted from 1", () => {
    const explain = (text: string) => {
      try {
        return JSON.parse(text) as unknown;
      } catch (error) {
        return describeJsonError(error);
      }
    };
    expect(explain('{"a": 1 "b": 2}')).toBe("expected ',' or '}' after property value, at character 9");
    expect(explain('{"a": }')).toBe("unexpected token '}'");
    expect(explain("{")).toMatch(/^expected property name or '}', at character 2$/);
  });
});
