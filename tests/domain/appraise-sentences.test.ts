import { describe, expect, it } from "vitest";
import { appraiseSentences, createWordReader, weighTerms } from "../../src/domain/search/appraise-sentences.js";

const even = () => 1;
const { readWords, readSentences } = createWordReader();

describe("Sentences appraised by words", () => {
  const abstract = "Bees dance. Wasps sting people who come near. Bees find flowers by their colour.";
  const order = (question: string, rarity: (word: string) => number = even) =>
    appraiseSentences(
      readSentences({ title: "Insects", abstract }),
      weighTerms(readWords(question), rarity),
      rarity,
    ).map(({ range }) => abstract.slice(...range));

  it("are ordered by what they share with the question", () => {
    expect(order("which colours do bees see")[0]).toBe("Bees find flowers by their colour.");
    expect(order("stinging wasps")[0]).toBe("Wasps sting people who come near.");
  });

  it("gain more by a rare word than by a common one", () => {
    const rarity = (word: string) => (word === "bees" ? 0.1 : 3);
    expect(order("bees, people, or bees", rarity)[0]).toBe("Wasps sting people who come near.");
  });

  it("gain by words of the title, and by those that other sentences repeat", () => {
    const worthOfFirst = (title: string) =>
      appraiseSentences(readSentences({ title, abstract }), new Map(), even).find(({ range }) => range[0] === 0)?.worth;
    // Two terms, both of them in the title, and one of them in another sentence.
    expect(worthOfFirst("Bees dance")).toBeCloseTo(0.056 * Math.log(3) + 0.061 / 2 + 0.055, 6);
    expect(worthOfFirst("Insects")).toBeCloseTo(0.056 * Math.log(3) + 0.061 / 2, 6);
  });

  it("give nothing for an abstract without words", () => {
    expect(appraiseSentences(readSentences({ title: "Insects", abstract: "" }), new Map(), even)).toEqual([]);
  });
});
