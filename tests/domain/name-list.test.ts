import { describe, expect, it } from "vitest";
import { readAuthors, splitNames } from "../../src/domain/person/name-list.js";
import { findNameStyle } from "../../src/domain/person/name-style.js";

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
    ["Ruel, S. Ida", ["S. Ida Ruel"]],
    ["Ruel, Ida M.", ["Ida M. Ruel"]],
    ["Ruel, Ida M., De Abo, Sten K.", ["Ida M. Ruel", "Sten K. De Abo"]],
    ["Ruel, JR and Abo, DR and Voss, MD", ["JR Ruel", "DR Abo", "MD Voss"]],
    ["Ida Ruel, MD, Sten Abo", ["Ida Ruel", "Sten Abo"]],
    ["Ida RUEL, Bo LI", ["Ida RUEL", "Bo LI"]],
    ["Ida Ruel; Sten Abo; Mia VO", ["Ida Ruel", "Sten Abo", "Mia VO"]],
    ["Prof. Ida Ruel; Dr. Sten Abo", ["Ida Ruel", "Sten Abo"]],
    ["Ruel et al", ["Ruel"]],
    ["ET Ruel, LB Abo", ["ET Ruel", "LB Abo"]],
    ["", []],
  ])("is %j: %j", (text, expected) => expect(splitNames(text)).toEqual(expected));

  it("follows the style of its column where it does not show its own", () => {
    const parts = findNameStyle(["Ruel, Ida; Abo, Sten"]);
    expect(readAuthors("Ruel Marín, Ida Sofía", parts).authors).toEqual(["Ida Sofía Ruel Marín"]);
    expect(splitNames("Ida Ruel, Sten Abo")).toEqual(["Ida Ruel", "Sten Abo"]);
    const pubMed = findNameStyle(["Ruel I, Abo SB."]);
    expect([readAuthors("Voss M.", pubMed).authors, splitNames("Voss M.")]).toEqual([["M Voss"], ["M. Voss"]]);
    const families = findNameStyle(["Ruel, Abo, Voss"]);
    expect(readAuthors("Ruel, Abo, Voss, Marín", families).authors).toEqual(["Ruel", "Abo", "Voss", "Marín"]);
    expect(splitNames("Ruel, Ida, Voss, Mia")).toEqual(["Ida Ruel", "Mia Voss"]);
  });

  it.each([
    ["Ida RuelSten Abo", ["Ida Ruel", "Sten Abo"]],
    ["Ida McRuelSten DiAboMia Voss", ["Ida McRuel", "Sten DiAbo", "Mia Voss"]],
    ["Ida RuelH. A. AboMia Voss", ["Ida Ruel", "H. A. Abo", "Mia Voss"]],
    ["Ruel I.Abo S. B.Voss M.", ["I. Ruel", "S. B. Abo", "M. Voss"]],
    ["Ida Ruel", ["Ida Ruel"]],
  ])("without separators is cut where a name begins within a word: %j", (text, expected) => {
    expect(readAuthors(text, findNameStyle([text, "Ida RuelSten Abo"])).authors).toEqual(expected);
  });

  it("takes time linear in its length", () => {
    const measure = (piece: string, times: number) => {
      const start = process.cpuUsage();
      splitNames(piece.repeat(times));
      return process.cpuUsage(start).user;
    };
    for (const piece of ["Ruel I, ", "Ida Ruel and ", "(Ida ", "a, ", "RuelSten ", "[1] ", "'a", "Ruel1,2, "]) {
      measure(piece, 1000);
      expect([piece, measure(piece, 40_000) < Math.max(measure(piece, 10_000), 10_000) * 12]).toEqual([piece, true]);
    }
  });

  it("keeps the number of a standard, and drops those of footnotes", () => {
    expect(splitNames("ASTM D5023")).toEqual(["ASTM D5023"]);
    expect(splitNames("Ida Ruel1,2; Sten Abo12")).toEqual(["Ida Ruel", "Sten Abo"]);
  });

  it("keeps the parts of names only where all are told apart", () => {
    expect(readAuthors("Ruel, Ida; Abo, Sten").authorNames).toHaveLength(2);
    expect(readAuthors("Ida Ruel; Sten Abo").authorNames).toBeUndefined();
    expect(readAuthors("Ruel, Ida; Institute of Dunes").authorNames).toEqual([
      { family: "Ruel", given: "Ida" },
      { literal: "Institute of Dunes" },
    ]);
  });
});
