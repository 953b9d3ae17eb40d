import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, splitWords } from "../../src/domain/text/fold-text.js";
import { createPhraseMatcher } from "../../src/domain/text/phrase-match.js";

describe("createPhraseMatcher", () => {
  it.each([
    ["neural network", "A NEURAL network.", true],
    ["neural network", "neural–network", true],
    ["neural network", "neural (network)", true],
    ["neural network", "neural\nnetwork", true],
    ["neural network", "neural networks", false],
    ["neural network", "aneural network", false],
    ["neural network", "neuralnetwork", false],
    ["neural network", "neural the network", false],
    ["neural network", "neural_network", true],
    ["pre-training", "Pre training", true],
    ["pre-training", "pretraining", false],
    ["gpt 4", "GPT-4o", false],
    ["c", "C++ (fast)", false],
    ["c", "C (fast)", true],
    ["C++ compiler", "A C++ compiler", true],
    ["C++ compiler", "A C compiler", false],
    ["A* search", "An A*-search", true],
    ["colour model", "a color model", true],
    ["color models", "colour models", true],
    ["matrix", "matrices", false],
    ["β-VAE", "the beta-VAE", true],
    ["beta-vae", "the β-VAE", true],
    ["β-VAE", "the $\\beta$-VAE", true],
    ["ℓ₁ norm", "the $\\ell_1$ norm", true],
    ["CO₂ capture", "CO_2 capture", true],
    ["naive bayes", "Naïve Bayes", true],
    ["Naïve Bayes", "naive bayes", true],
    ["réseau", "reseaux", false],
    ["神经网络", "深度神经网络方法", true],
    ["神经网络", "神经科学", false],
    ["BERT模型", "用 bert 模型", true],
    ["BERT", "用BERT模型", true],
    ["BERT", "用BERTs模型", false],
    ["graph kernel", "graph kernelé", false],
  ])("%s in %s: %s", (phrase, text, holds) => {
    expect(createPhraseMatcher(phrase)?.(text)).toBe(holds);
  });

  it("requires nothing when the phrase has no words", () => {
    expect(createPhraseMatcher("— !")).toBeUndefined();
    expect(createPhraseMatcher("")).toBeUndefined();
  });

  it("agrees with a word-by-word search, plain or accented", () => {
    const text = fc.array(fc.constantFrom("a", "b", "A", "é", "E", "-", " ", "ab", "2", "."), { maxLength: 14 });
    fc.assert(
      fc.property(text, text, (some, other) => {
        const phrase = some.slice(0, 5).join("");
        const expected = ` ${splitWords(foldText(other.join(""))).join(" ")} `;
        const words = splitWords(foldText(phrase));
        if (words.length === 0) return;
        expect(createPhraseMatcher(phrase)?.(other.join(""))).toBe(expected.includes(` ${words.join(" ")} `));
      }),
    );
  });
});
