import { describe, expect, it } from "vitest";
import { areSameWork } from "../../src/domain/records/same-work.js";

type Pair = [what: string, one: ReturnType<typeof work>, other: ReturnType<typeof work>];
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
    expect(areSameWork(one, other)).toBe(true);
    expect(areSameWork(other, one)).toBe(true);
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
    expect(areSameWork(one, other)).toBe(false);
    expect(areSameWork(other, one)).toBe(false);
  });

  const cogs = work("A theory of cogs", "Ada Vance");
  it.each<Pair>([
    ["short titles by other authors", work("Introduction", "Ada Vance"), work("Introduction", "Cy Moss")],
    ["a review by another author", work("A theory of the cogs", "Ada Vance"), work("A theory of the cogs", "Cy Moss")],
    ["other titles, and authors in one", work("Quarks in soup"), work("Tax law of Norway", "Ada Vance")],
    ["parts", work("On small cogs: Part I", "Ada Vance"), work("On small cogs: Part II", "Ada Vance")],
    [
      "levels",
      work("Introduction to graph theory for engineers", "Ada Vance"),
      work("Advanced graph theory for engineers", "Ada Vance"),
    ],
    ["a chapter", work("Handbook of cogs", "Ada Vance"), work("Handbook of cogs: Chapter 2, Teeth", "Ada Vance")],
    ...[
      "Erratum: A theory of cogs",
      "Corrigendum to “A theory of cogs”",
      "Reply to “A theory of cogs”",
      "Response to A theory of cogs",
      "Comment on: A theory of cogs",
      "Retraction: A theory of cogs",
      "Correction: A theory of cogs",
      "Editorial: A theory of cogs",
      "Book review: A theory of cogs",
      "A theory of cogs: supplementary material",
    ].map((title): Pair => [title, cogs, work(title, "Ada Vance")]),
  ])("are two works with %s", (_what, one, other) => {
    expect(areSameWork(one, other)).toBe(false);
    expect(areSameWork(other, one)).toBe(false);
  });

  it.each([
    ["the mark of a publisher", cogs, work("RETRACTED: A theory of cogs", "Ada Vance")],
    ["two words for a correction", work("Erratum: On cogs", "A. Vance"), work("Correction to On cogs", "A. Vance")],
    ["two spellings of a number", work("On cogs, Part II", "Ada Vance"), work("On cogs: part 2", "A. Vance")],
    ["a team for its members", work("A theory of small cogs", "Cog Team"), work("A theory of small cogs", "Ada Vance")],
    ["the number of a chapter", cogs, work("Chapter 15 - A theory of cogs", "Ada Vance")],
    ["names in another order", work("On cogs", "Bina Ada Vance"), work("On cogs", "Vance Bina Ada")],
    [
      "an index that is divided",
      work("Small GaN(1-100) cogs", "Ada Vance"),
      work("Small GaN(11 00) cogs", "Ada Vance"),
    ],
    ["two given names", work("A theory of small cogs", "Jane Vance"), work("A theory of small cogs", "John Vance")],
  ])("are one work with %s", (_what, one, other) => {
    expect(areSameWork(one, other)).toBe(true);
    expect(areSameWork(other, one)).toBe(true);
  });
});
