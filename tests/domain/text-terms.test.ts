import { describe, expect, it } from "vitest";
import { extractTerms, extractTermsInPieces } from "../../src/domain/text/terms.js";

describe("extractTerms", () => {
  it.each([
    ["lower-cases and stems English words", "Networks LEARNING relational", ["network", "learn", "relat"]],
    ["drops stop words", "What is the role of attention?", ["role", "attent"]],
    ["drops possessives and contractions", "Bayes' theorem isn't Newton’s", ["bay", "theorem", "newton"]],
    ["folds diacritics and letters with strokes", "Søren Łukasz Erdős naïve", ["soren", "lukasz", "erdo", "naiv"]],
    ["folds compatibility forms and soft hyphens", "ﬁeld ＣＮＮ ker\u00adnel x²", ["field", "cnn", "kernel", "x2"]],
    ["returns the parts of a hyphenated word and the whole", "pre-training", ["pre", "train", "pretrain"]],
    [
      "treats other hyphens alike",
      "pre\u2010training pre\u2011training",
      ["pre", "train", "pretrain", "pre", "train", "pretrain"],
    ],
    ["returns only the parts of a long chain", "state-of-the-art", ["state", "art"]],
    ["keeps single letters and digits", "k-means in 3D", ["k", "mean", "kmean", "3d"]],
    ["keeps the vowel signs of other scripts", "हिन्दी", ["हिन्दी"]],
    ["returns pairs of unspaced characters, and a single one whole", "深度学习 图", ["深度", "度学", "学习", "图"]],
    ["separates unspaced characters from adjacent letters", "用BERT模型", ["用", "bert", "模型"]],
    ["returns pairs for Korean", "한국어", ["한국", "국어"]],
    ["finds nothing in punctuation and symbols", "— $\\%^& 🙂 \ud83d", []],
  ])("%s", (_what, text, terms) => {
    expect(extractTerms(text)).toEqual(terms);
  });

  it("returns the same terms for a model's name with or without a hyphen", () => {
    for (const [one, other] of [
      ["GPT-4", "gpt4"],
      ["ResNet-50", "ResNet50"],
      ["CIFAR-10", "cifar10"],
    ]) {
      expect(extractTerms(`${one}`)).toEqual(extractTerms(`${other}`));
    }
    expect(extractTerms("ResNet50")).toEqual(["resnet", "50", "resnet50"]);
  });

  it("truncates terms after 64 code units without splitting a character", () => {
    expect(extractTerms("z".repeat(500))).toEqual(["z".repeat(64)]);
    expect(extractTerms(`${"z".repeat(63)}${"𐐨".repeat(10)}`)).toEqual(["z".repeat(63)]);
  });

  it("splits a long text into pieces without splitting words", () => {
    const words = Array.from({ length: 20_000 }, (_, number) => `zq${"x".repeat(number % 9)}`);
    const pieces = [...extractTermsInPieces(words.join(" "))];
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.flat()).toEqual(words);
  });

  it("reaches the end of a long text without whitespace", () => {
    expect(extractTerms("学".repeat(20_000)).length).toBeGreaterThan(19_990);
    expect(extractTerms("𐐨".repeat(20_000)).length).toBeGreaterThan(1);
  });

  it("handles words that are names of object properties", () => {
    expect(extractTerms("constructor prototype")).toEqual(["constructor", "prototyp"]);
  });
});
