import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/domain/text/sentences.js";

const split = (text: string) => splitSentences(text).map((range) => text.slice(...range));

describe("sentences", () => {
  it("end at a full stop, question mark or exclamation mark before a capital, digit or bracket", () => {
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
  ])("do not end early: %s", (text) => {
    expect(split(text)).toEqual([text]);
  });

  it("have their offsets in the text, without surrounding whitespace", () => {
    const text = "  One here.   Two there.\n";
    expect(splitSentences(text)).toEqual([
      [2, 11],
      [14, 24],
    ]);
  });

  it("end at Chinese and Japanese full stops, and at detached ones", () => {
    expect(split("狮子睡觉。它们打猎。")).toEqual(["狮子睡觉。", "它们打猎。"]);
    expect(split("lions sleep . they hunt .")).toEqual(["lions sleep .", "they hunt ."]);
  });

  it("are none in empty text, and one in text without punctuation", () => {
    expect(split("")).toEqual([]);
    expect(split(" \n ")).toEqual([]);
    expect(split("Lions sleep")).toEqual(["Lions sleep"]);
  });
});
