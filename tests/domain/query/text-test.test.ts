import { describe, expect, it } from "vitest";
import { findMatches } from "../../../src/domain/search/highlight.js";
import { createTextMatcher } from "../../../src/domain/search/query/text-test.js";
import { extractTerms } from "../../../src/domain/text/terms.js";

const hasInTitle = (text: string, title: string) =>
  createTextMatcher({ kind: "words", field: "title", text })({ title, abstract: "", keywords: "[]" });

describe("words in a field", () => {
  it.each([
    ["kite", "Kites, in a storm", true],
    ["kites", "(kite)", true],
    ["flying", "They fly", true],
    ["happiness", "Happier, happy", true],
    ["mouse", "Of mice", true],
    ["mice", "A mouse", true],
    ["hemorrhage", "Haemorrhages", true],
    ["gray", "Greyscale, grey", true],
    ["graying", "Grey hair", true],
    ["pretraining", "Pre-training", true],
    ["knn", "k nearest neighbours", true],
    ["net", "The example.net page", true],
    ["kite", "A stunt-kite’s line", true],
    ["kite", "Kitesurfing", false],
    ["kite", "Skites", false],
    ["kite", "A gull \\label{a, kite}", false],
    ["kite", "A “kite” – red", true],
    ["kite storm", "A storm, a kite", true],
    ["kite storm", "A storm", false],
    ["C++", "C, c++", true],
    ["C++", "C", false],
    ["学习", "深度学习", true],
  ])("%s in %s: %s", (text, title, expected) => {
    expect(hasInTitle(text, title)).toBe(expected);
    const terms = extractTerms(text);
    const isRead = terms.every((term) => findMatches(title, new Set([term])).length > 0);
    expect(isRead, "a reading of all words").toBe(expected);
  });
});
