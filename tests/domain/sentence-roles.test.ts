import { describe, expect, it } from "vitest";
import { guessRoles } from "../../src/domain/text/sentence-roles.js";

describe("the roles of sentences", () => {
  it("run from background through method to result in a plain abstract", () => {
    const roles = guessRoles([
      "Counting whales has been an important problem for many years.",
      "However, existing methods often need clear water.",
      "In this paper we propose a sonar that counts whales by their songs.",
      "Our model consists of two microphones and a clock.",
      "Experiments on three oceans show that it outperforms divers.",
      "It counts 40% more whales.",
    ]);
    expect(roles).toEqual(["background", "background", "method", "method", "result", "result"]);
  });

  it("follow the sentence's wording over its position", () => {
    expect(guessRoles(["We introduce a lamp for caves."])).toEqual(["method"]);
    expect(
      guessRoles([
        "We present a lamp.",
        "It burns whale oil.",
        "Experiments show that it achieves superior accuracy.",
        "We develop a wick to this end.",
      ]),
    ).toEqual(["method", "method", "result", "method"]);
  });

  it("follow the position when the wording gives no clue", () => {
    const plain = Array.from({ length: 6 }, () => "Whales sing in the dark.");
    expect(guessRoles(plain)).toEqual(["background", "background", "method", "method", "result", "result"]);
  });

  it("match whole words only, in any case", () => {
    expect(guessRoles(["WE PROPOSE a lamp."])).toEqual(["method"]);
    expect(guessRoles(["Owe propositions nothing."])).toEqual(["background"]);
  });

  it("are one per sentence, and none without sentences", () => {
    expect(guessRoles([])).toEqual([]);
    expect(guessRoles(["", "。"])).toHaveLength(2);
  });
});
