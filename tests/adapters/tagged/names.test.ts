import { describe, expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

const readOne = async (fields: string) =>
  (await readSource(`TY  - JOUR\n${fields}\nER  - \n`, { format: "ris" })).papers[0];

describe("the names in a tagged format", () => {
  it("tell the parts of names apart", async () => {
    const lines = [
      "van den Berg, Ada",
      "Berg, Ada van den",
      "King, Ben, Jr.",
      "Ng,C.D.",
      "Moss EF",
      "G. H. de Wit",
      "Shore Institute",
      "et al.",
    ];
    expect(await readOne(lines.map((name) => `AU  - ${name}`).join("\n"))).toMatchObject({
      authors: [
        "Ada van den Berg",
        "Ada van den Berg",
        "Ben King Jr.",
        "C.D. Ng",
        "EF Moss",
        "G. H. de Wit",
        "Shore Institute",
      ],
      authorNames: [
        { family: "Berg", given: "Ada", particle: "van den" },
        { family: "Berg", given: "Ada", particle: "van den" },
        { family: "King", given: "Ben", suffix: "Jr." },
        { family: "Ng", given: "C.D." },
        { family: "Moss", given: "EF" },
        { family: "Wit", given: "G. H.", particle: "de" },
        { literal: "Shore Institute" },
      ],
    });
    const whole = await readOne("AU  - Ada Holm\nAU  - Rui Costa");
    expect([whole?.authors, whole?.authorNames]).toEqual([["Ada Holm", "Rui Costa"], undefined]);
  });

  it.each([
    ["Holm, Ida; Costa, Rui", ["Ida Holm", "Rui Costa"]],
    ["Holm, Ida and Costa, Rui", ["Ida Holm", "Rui Costa"]],
    ["Holm, I., Costa, R.", ["I. Holm", "R. Costa"]],
    ["Holm, Ida,", ["Ida Holm"]],
    ["Holm, Ida and", ["Ida Holm"]],
    ["Holm, Ida.", ["Ida Holm"]],
    ["Holm, Ida (0000-0001-2345-678X)", ["Ida Holm"]],
    ["Shore, Inc.", ["Shore, Inc."]],
    ["Holm, Ida, Costa, Rui", ["Ida Holm", "Rui Costa"]],
    ["Holm, Ida, PhD, MBA", ["Ida Holm"]],
    ["HOLM, JR", ["JR HOLM"]],
    ["[Anonymous]", []],
    ["MARINE TECHNOL SOC", ["MARINE TECHNOL SOC"]],
    ["YANG YL", ["YL YANG"]],
  ])("clean names: %j", async (written, authors) => {
    expect((await readOne(`AU  - ${written}`))?.authors).toEqual(authors);
  });
});
