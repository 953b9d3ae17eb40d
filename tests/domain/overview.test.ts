import { describe, expect, it } from "vitest";
import { chooseExamples, type TriedQuestion } from "../../src/domain/overview/choose-examples.js";
import { drawPicture, pictureSide } from "../../src/domain/overview/draw-picture.js";
import { quoteTitle, writeQuestion } from "../../src/domain/overview/write-question.js";
import { mapSide } from "../../src/domain/map/fit-places.js";

const words = new Set(["deep", "networks", "random", "forests", "fail", "tangent", "kernels", "for", "children"]);
const write = (title: string, abstract = "") => writeQuestion({ title, abstract }, (word) => words.has(word))?.text;

describe("A question in the words of a title", () => {
  it("is the one that the title asks, in the case of a sentence", () => {
    expect(write("When Do Random Forests Fail?", "When do they fail?")).toBe("When do random forests fail?");
    expect(write("Sparse Trees: When Do Random Forests Fail?", "do")).toBe("When do random forests fail?");
  });

  it("is what the title is about, without its article", () => {
    expect(write("The Tangent Kernels for Deep Networks")).toBe("tangent kernels for deep networks");
  });

  it("keeps the capitals of names and acronyms", () => {
    expect(write("Deep Kernels for Markov Chains of LLMs", "We study chains after Markov.")).toBe(
      "deep kernels for Markov chains of LLMs",
    );
    expect(write("Kernels for Children’s Visual Servoing")).toBe("kernels for children’s Visual servoing");
  });

  it.each([
    "How did we get here?",
    "ResNet",
    "On the Convergence of Deep Networks",
    "A Survey of Kernels for Deep Networks",
    "Kernels for 3-SAT, revisited",
    String.raw`Kernels of $O(n^2)$ for Networks`,
    "Boosting Kernels for Deep Networks",
  ])("is not made of: %s", (title) => expect(write(title)).toBeUndefined());

  it("may be a short title as it is", () => {
    expect(quoteTitle({ title: String.raw`Glaciers of  {\'E}tretat` })).toEqual({
      text: "Glaciers of Étretat",
      kind: "topic",
    });
    expect(quoteTitle({ title: "long ".repeat(20) })).toBeUndefined();
  });
});

describe("The examples", () => {
  const tried = (text: string, parts: Partial<TriedQuestion> = {}): TriedQuestion => ({
    text,
    kind: "topic",
    category: "a",
    scores: [1, 1, 1, 1, 1],
    ...parts,
  });

  it("alternate between whole questions and topics, the best answered first", () => {
    const questions = [
      tried("weak clouds", { scores: [0.3, 0.3] }),
      tried("glacier ice"),
      tried("Why does it rain?", { kind: "question" }),
    ];
    expect(chooseExamples(questions, 3).map(({ text }) => text)).toEqual([
      "Why does it rain?",
      "glacier ice",
      "weak clouds",
    ]);
  });

  it("are each about something else", () => {
    const questions = [tried("random forests"), tried("random forests again"), tried("oceans", { category: "b" })];
    expect(chooseExamples(questions, 3).map(({ text }) => text)).toEqual(["random forests", "oceans"]);
  });
});

describe("The map in small", () => {
  it("has a digit for the density of each square, and the broadest topics", () => {
    const x = Uint16Array.of(0, 0, 0, 0, mapSide - 1);
    const y = Uint16Array.of(0, 0, 0, 0, mapSide - 1);
    const topics = [
      { names: ["ice", "snow"], x: 0, y: 0, papers: 4, level: 0 },
      { names: [], x: 0, y: 0, papers: 1, level: 0 },
      { names: ["sleet"], x: 0, y: 0, papers: 1, level: 1, parent: 0 },
    ];
    const picture = drawPicture({ x, y, topics });
    expect(picture.rows).toHaveLength(pictureSide);
    expect([picture.rows[0]?.[0], picture.rows[0]?.[1], picture.rows.at(-1)?.at(-1)]).toEqual(["9", "0", "5"]);
    expect(picture).toMatchObject({ papers: 5, topics: [{ name: "ice", index: 0, papers: 4, x: 0, y: 0 }] });
  });
});
