import { describe, expect, it } from "vitest";
import { isRetractedTitle, isRetractedType, readRetractionNote } from "../../src/domain/retraction/recognise.js";

describe("a title", () => {
  it.each([
    "RETRACTED: Bees and the weather",
    "Retracted Article: Bees and the weather",
    "[Retracted] Bees and the weather",
    "(Retracted) Bees and the weather",
    "RETRACTED PAPER: Bees",
    "“RETRACTED CHAPTER: Bees”",
    "Retracted – Bees and the weather",
    "Bees and the weather (Retracted article. See vol. 3, pg. 12, 2011)",
    "Bees and the weather (RETRACTED)",
    "Bees and the weather [Retracted article]",
    "Bees and the weather – RETRACTED",
    "**Paper retracted by request of the authors** Bees and the weather",
  ])("marks a retracted paper: %s", (title) => {
    expect(isRetractedTitle(title)).toBe(true);
  });

  it.each([
    "Retraction: Bees and the weather",
    "Retraction notice to “Bees and the weather”",
    "Bees and the weather (Retraction of vol. 3, pg. 12, 2011)",
    "Retracted publications in bee research: a survey",
    "Why are retracted articles still cited?",
    "How bees retracted their stings",
    "Correction: Bees and the weather",
    "Expression of concern: Bees and the weather",
    "Retracted Science and the Retraction Index",
    "Partial retraction: Bees",
    "Paper retracted, reputation lost: a study",
  ])("marks none: %s", (title) => {
    expect(isRetractedTitle(title)).toBe(false);
  });
});

it.each([
  ["Retracted Publication", true],
  ["Article; Retracted Publication", true],
  ["Retracted", true],
  ["Retraction of Publication", false],
  ["Retraction", false],
  ["Published Erratum", false],
  ["Expression of Concern", false],
])("a type of publication %s says that the paper is retracted: %s", (type, expected) => {
  expect(isRetractedType(type)).toBe(expected);
});

it.each([
  ["Retracted", { retracted: true }],
  ["Retracted: 2021-03-04, doi:10.5555/9", { retracted: true, retractionNote: "2021-03-04, doi:10.5555/9" }],
  ["Retracted papers are cited here", {}],
  ["To be retracted", {}],
  ["", {}],
])("a note %o gives %o", (note, expected) => {
  expect(readRetractionNote(note)).toEqual(expected);
});
