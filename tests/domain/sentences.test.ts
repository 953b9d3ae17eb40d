import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/domain/text/sentences.js";

const split = (text: string) => splitSentences(text).map((range) => text.slice(...range));

describe("sentences", () => {
  it("end at a full stop, a question or an exclamation mark before a capital, a digit or a bracket", () => {
    expect(split("Lions sleep. Why? They hunt at night! (We saw it.) 12 of them did.")).toEqual([
      "Lions sleep.",
      "Why?",
      "They hunt at night!",
      "(We saw it.)",
      "12 of them did.",
    ]);
  });

  it.each([
    "We use trees, e.g. Random forests, i.e. Many of them.",
    "Smith et al. 2019 disagree, see Fig. 3 and Eq. (2).",
    "By J. Smith vs. Brown, cf. Sec. 4.",
    "It gains 0.5 points with version 2.1 of node.js itself.",
    "It ends in small letters. and goes on",
  ])("do not end in the middle: %s", (text) => {
    expect(split(text)).toEqual([text]);
  });

  it("stand where the text has them, without the white space around", () => {
    const text = "  One here.   Two there.\n";
    expect(splitSentences(text)).toEqual([
      [2, 11],
      [14, 24],
    ]);
  });

  it("end at the full stops of Chinese and Japanese, and at those that stand alone", () => {
    expect(split("狮子睡觉。它们打猎。")).toEqual(["狮子睡觉。", "它们打猎。"]);
    expect(split("lions sleep . they hunt .")).toEqual(["lions sleep .", "they hunt ."]);
  });

  it("are none in no text, and one in a text without a mark", () => {
    expect(split("")).toEqual([]);
    expect(split(" \n ")).toEqual([]);
    expect(split("Lions sleep")).toEqual(["Lions sleep"]);
  });
});
