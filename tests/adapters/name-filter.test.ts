import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAuthorColumn } from "../../src/adapters/columns/author-column.js";
import { createNameFilter, readNameHints } from "../../src/adapters/columns/name-filter.js";
import { readDisplayName } from "../../src/domain/person/display-name.js";
import { tokenizeNames } from "../../src/domain/person/name-tokens.js";
import { chooseNames } from "../../src/domain/search/names/choose-names.js";
import { mayNameAuthors } from "../../src/domain/search/names/may-name-authors.js";

const nameWords = [
  "Ada",
  "Marie",
  "Schölkopf",
  "Li",
  "van",
  "Berg",
  "Quenby",
  "J.",
  "K. L.",
  "Ge",
  "O'Neil",
  "Jean-Luc",
];
const names = fc.array(
  fc.oneof(
    fc.array(fc.constantFrom(...nameWords), { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")),
    fc.constantFrom("Berg, Ada", "The Quenby Collaboration of Berg", "李 明", "Ångström, M."),
  ),
  { minLength: 1, maxLength: 5 },
);
const textWords =
  "a|graph|of|the|by|et al.|2019|(2020)|,|and|&|GE|J|k|K.L.|x1|ada|ADA|berg|Berg|schoelkopf|Scholkopf|quenby|li|LI|oneil|jean|Luc|李 明|m.".split(
    "|",
  );
const texts = fc.array(fc.constantFrom(...textWords), { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));

describe("The words of names that other threads read", () => {
  it("rule out no text in which a name is recognised", () => {
    const property = fc.property(names, texts, (authors, text) => {
      const authorColumn = createAuthorColumn();
      authorColumn.column.set(1, authors);
      const tokens = tokenizeNames(text);
      const found = authorColumn.findNames(text);
      const { spans } = chooseNames({ tokens, found, countMentions: () => 0 });
      const may = mayNameAuthors(tokens, readNameHints(authorColumn.nameLayers));
      expect(spans.length > 0 && !may, `${authors.join("; ")} in ${text}`).toBe(false);
    });
    fc.assert(property, { numRuns: 1_000, seed: 14 });
  });

  it("rule out questions whose words are of different names", () => {
    const filter = createNameFilter();
    for (const name of ["Deep Singh", "Ada Learning", "Graph, M.", "An Li"]) filter.add(readDisplayName(name).words);
    const hints = readNameHints(filter.layers);
    const may = (text: string) => mayNameAuthors(tokenizeNames(text), hints);
    expect(may("what is known about deep learning on a graph")).toBe(false);
    expect(may("what is known about learning ada and other things")).toBe(true);
    expect(may("what is known about it by graph and other people")).toBe(true);
    expect(may("spectral clustering")).toBe(false);
    expect(may("spectral graph clustering")).toBe(true);
  });

  it("know a word of many names, and few others", () => {
    const filter = createNameFilter();
    const toName = (number: number) => `Given${number.toString(36)}x Family${number.toString(36)}y`;
    for (let number = 0; number < 150_000; number += 1) {
      const [given, family] = toName(number).toLowerCase().split(" ");
      filter.add([
        { keys: [given!], isFamily: false },
        { keys: [family!], isFamily: true },
      ]);
    }
    expect(filter.layers.length).toBe(2);
    const hints = readNameHints(filter.layers);
    for (const number of [0, 1, 75_000, 149_999]) {
      const [given, family] = toName(number).split(" ");
      expect([hints.hasWord(given!), hints.hasBoth(family!, given!)]).toEqual([true, true]);
    }
    const unknown = Array.from({ length: 10_000 }, (_, number) => `other${number}`);
    expect(unknown.filter((word) => hints.hasWord(word)).length).toBeLessThan(100);
  });
});
