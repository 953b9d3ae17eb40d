import { describe, expect, it } from "vitest";
import { readAuthors, splitNames } from "../../src/domain/paper/name-list.js";

describe("A list of names", () => {
  const three = ["Ida Ruel", "Sten Abo", "Mia Voss"];
  it.each([
    "Ida Ruel, Sten Abo and Mia Voss",
    "Ida Ruel, Sten Abo, & Mia Voss",
    "Ida Ruel; Sten Abo; Mia Voss",
    "Ida Ruel; Sten Abo; and Mia Voss",
    "Ida Ruel; Sten Abo and Mia Voss",
    "Ruel, Ida; Abo, Sten; Voss, Mia",
    "Ruel, Ida and Abo, Sten and Voss, Mia",
    "Ruel, Ida, Abo, Sten, Voss, Mia",
    "Ruel, Ida, Abo, Sten, and Voss, Mia",
    "Ida Ruel|Sten Abo|Mia Voss",
    "Ida Ruel/Sten Abo/Mia Voss",
    "Ruel, Ida//Abo, Sten//Voss, Mia",
    "Ida Ruel\nSten Abo\nMia Voss",
    "Ida Ruel AND Sten Abo AND Mia Voss",
    "['Ida Ruel', 'Sten Abo', \"Mia Voss\"]",
    "[{'authorId': '7', 'name': 'Ida Ruel'}, {'name': 'Sten Abo'}, {'name': 'Mia Voss'}]",
    "Ida Ruel, Sten Abo, Mia Voss, et al.",
    "Ruel, Ida (57190000001); Abo, Sten (57190000002); Voss, Mia (57190000003)",
    "Ida Ruel1,2, Sten Abo3, Mia Voss*",
    "Ida Ruel (0000-0001-2345-678X), Sten Abo, Mia Voss",
    "Ida Ruel (University of Dunes); Sten Abo; Mia Voss",
    "Ida Ruel, PhD, Sten Abo, Mia Voss",
  ])("is read as three persons from %j", (text) => expect(splitNames(text)).toEqual(three));

  it.each([
    "Ruel, I., Abo, S. B., & Voss, M.",
    "Ruel, I.; Abo, S. B.; Voss, M.",
    "Ruel, I. and Abo, S. B. and Voss, M.",
    "Ruel,I.,Abo,S. B.,Voss,M.",
    "Ruel I., Abo S. B., Voss M.",
    "I. Ruel, S. B. Abo, M. Voss",
    "Ruel, I., S. B. Abo, and M. Voss",
  ])("has the parts of names with initials: %j", (text) => {
    expect(readAuthors(text)).toEqual({
      authors: ["I. Ruel", "S. B. Abo", "M. Voss"],
      authorNames: [
        { family: "Ruel", given: "I." },
        { family: "Abo", given: "S. B." },
        { family: "Voss", given: "M." },
      ],
    });
  });

  it("of PubMed has family names before initials, and one full stop at its end", () => {
    expect(readAuthors("Ruel I, Abo SB, van den Dool JM Jr, Li BC.").authorNames).toEqual([
      { family: "Ruel", given: "I" },
      { family: "Abo", given: "SB" },
      { particle: "van den", family: "Dool", given: "JM", suffix: "Jr" },
      { family: "Li", given: "BC" },
    ]);
    expect(splitNames("Ruel I")).toEqual(["I Ruel"]);
  });

  it.each([
    ["Ruel, Ida", ["Ida Ruel"]],
    ["Ruel Marín, Ida", ["Ida Ruel Marín"]],
    ["van den Dool, Jan Maria", ["Jan Maria van den Dool"]],
    ["Ida Ruel", ["Ida Ruel"]],
    ["Ida Ruel, Sten Abo", ["Ida Ruel", "Sten Abo"]],
    ["Ruel, I., Jr., Abo, S.", ["I. Ruel Jr.", "S. Abo"]],
    ["Ida Ruel, Jr., Sten Abo III", ["Ida Ruel Jr.", "Sten Abo III"]],
    ["Ida Ruel; Abo and Co.", ["Ida Ruel", "Abo and Co."]],
    ["Institute of Dunes and Lakes", ["Institute of Dunes and Lakes"]],
    ["Dune Research Council, Bern", ["Dune Research Council, Bern"]],
    ["Ruel, Ida and the DUNE Collaboration", ["Ida Ruel", "the DUNE Collaboration"]],
    ["Ruel I, Abo S; DUNE Study Group", ["I Ruel", "S Abo", "DUNE Study Group"]],
    ["王小明；李雷", ["王小明", "李雷"]],
    ["王小明, 李雷", ["王小明", "李雷"]],
    ["王小明、李雷、韩梅", ["王小明", "李雷", "韩梅"]],
    ["", []],
  ])("is %j: %j", (text, expected) => expect(splitNames(text)).toEqual(expected));

  it("keeps the parts of names only where all are told apart", () => {
    expect(readAuthors("Ruel, Ida; Abo, Sten").authorNames).toHaveLength(2);
    expect(readAuthors("Ida Ruel; Sten Abo").authorNames).toBeUndefined();
    expect(readAuthors("Ruel, Ida; Institute of Dunes").authorNames).toEqual([
      { family: "Ruel", given: "Ida" },
      { literal: "Institute of Dunes" },
    ]);
  });
});
