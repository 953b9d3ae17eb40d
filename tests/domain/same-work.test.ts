import { describe, expect, it } from "vitest";
import { areSameWork } from "../../src/domain/records/same-work.js";

const work = (title: string, ...authors: readonly string[]) => ({ title, authors: [...authors] });

describe("two records with one DOI", () => {
  it.each([
    ["another case and accents", work("Étude des Marais", "Ada Vance"), work("ETUDE DES MARAIS", "Vance A")],
    ["a subtitle", work("Tidal marshes", "Ada Vance"), work("Tidal marshes: ten years of mud", "A. Vance")],
    ["a subtitle, and no authors", work("Tidal marshes"), work("Tidal marshes: ten years of mud", "A. Vance")],
    [
      "a title that was changed a little",
      work("Birds of tidal marshes", "Ada Vance"),
      work("Birds in tidal marsh", "Ada Vance"),
    ],
    [
      "a translated title",
      work("Marais salants: une étude", "Ada Vance", "Bo Liu"),
      work("Study of salt: marais salants", "A Vance", "B Liu"),
    ],
    [
      "authors that were read badly",
      work("Birds of tidal marshes", "Vance; Liu; Moreau"),
      work("Birds of tidal marshes", "Ada Vance"),
    ],
  ])("are one work with %s", (_what, one, other) => {
    expect(areSameWork(one, other, "doi")).toBe(true);
    expect(areSameWork(other, one, "doi")).toBe(true);
  });

  it.each([
    ["other titles and authors", work("Plants of fens", "Ada Vance"), work("Beetles in dead wood", "Bo Liu")],
    ["a chapter and its book", work("Plants of fens", "Ada Vance"), work("The life of wet lands", "Di Okoro")],
    [
      "chapters with an author in common",
      work("Plants of fens", "Ada Vance", "Bo Liu"),
      work("Beetles in dead wood", "Ada Vance", "Cy Moreau"),
    ],
    ["chapters by one author", work("Plants of fens", "Ada Vance"), work("Beetles in dead wood", "Ada Vance")],
    ["other titles, and no authors", work("Plants of fens"), work("Beetles in dead wood", "Bo Liu")],
  ])("are two works with %s", (_what, one, other) => {
    expect(areSameWork(one, other, "doi")).toBe(false);
    expect(areSameWork(other, one, "doi")).toBe(false);
  });

  it("are one with an arXiv id instead if authors are unknown, because titles change between versions", () => {
    expect(areSameWork(work("Plants of fens"), work("Beetles in dead wood"), "arxivId")).toBe(true);
    expect(areSameWork(work("Plants of fens", "Ada Vance"), work("Beetles in dead wood", "Bo Liu"), "arxivId")).toBe(
      false,
    );
  });
});
