import { describe, expect, it } from "vitest";
import { foldCase, foldText, splitWords } from "../../src/domain/text/fold-text.js";

describe("foldText", () => {
  it.each([
    ["case", "Neural NETWORK", "neural network"],
    ["accents and strokes", "Søren Łukasz Erdős naïve Straße", "soren lukasz erdos naive strasse"],
    ["compatibility forms and soft hyphens", "ﬁeld ＣＮＮ ker\u00adnel x²", "field cnn kernel x2"],
    ["no vowel signs of other scripts", "हिन्दी", "हिन्दी"],
    ["no syllables of Hangul", "한국어", "한국어"],
  ])("folds %s", (_what, text, folded) => {
    expect(foldText(text)).toBe(folded.normalize("NFC"));
  });
});

describe("splitWords", () => {
  it.each([
    ["at anything but letters and digits", "cs.CL j. o'brien", ["cs", "cl", "j", "o", "brien"]],
    ["at the boundaries of scripts without spaces", "用BERT模型 2", ["用", "bert", "模型", "2"]],
    ["not within an accented word", "réseau हिन्दी", ["reseau", "हिन्दी"]],
    ["punctuation alone into nothing", "— $%_", []],
  ])("splits %s", (_what, text, words) => {
    expect(splitWords(foldText(text))).toEqual(words);
  });
});

describe("foldCase", () => {
  it("folds names that differ only in case, in any script", () => {
    const pairs = [
      ["ACL", "acl"],
      ["Ågren", "ÅGREN"],
      ["ΟΔΟΣ", "οδος"],
      ["Straße", "STRASSE"],
      ["Дом", "ДОМ"],
    ] as const;
    for (const [one, other] of pairs) expect(foldCase(one)).toBe(foldCase(other));
  });

  it("keeps accents distinct, in composed and decomposed form alike", () => {
    expect(foldCase("Zoë")).not.toBe(foldCase("Zoe"));
    expect(foldCase("Zoe\u0308")).toBe(foldCase("Zoë"));
  });
});
