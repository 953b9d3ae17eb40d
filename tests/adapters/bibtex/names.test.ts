import { describe, expect, it } from "vitest";
import type { PersonName } from "../../../src/domain/person/person-name.js";
import { readBibtex } from "./read-bibtex.js";

async function readAuthors(field: string, kind = "author"): Promise<{ authors: unknown; names: unknown }> {
  const { papers } = await readBibtex(`@book{a, title={T}, ${kind}={${field}}}`);
  return { authors: papers[0]?.authors ?? [], names: papers[0]?.authorNames ?? [] };
}

describe("A name in BibTeX", () => {
  const cases: readonly (readonly [source: string, name: PersonName])[] = [
    ["Ada Vance", { given: "Ada", family: "Vance" }],
    ["Vance, Ada B.", { given: "Ada B.", family: "Vance" }],
    ["Ada van den Berg", { given: "Ada", particle: "van den", family: "Berg" }],
    ["van den Berg, Ada", { given: "Ada", particle: "van den", family: "Berg" }],
    ["von Sand, Jr., Ada", { given: "Ada", particle: "von", family: "Sand", suffix: "Jr." }],
    ["Sand, Ada, III", { given: "Ada", family: "Sand", suffix: "III" }],
    ["Ada Sand, Jr", { given: "Ada", family: "Sand", suffix: "Jr" }],
    ["Garcia y Vega, Ana", { given: "Ana", family: "Garcia y Vega" }],
    ["Jean d'Alembert", { given: "Jean", family: "d'Alembert" }],
    [String.raw`{\'E}mile {\v{S}}ipek`, { given: "Émile", family: "Šipek" }],
    [String.raw`\'Emile \textsc{Sipek}`, { given: "Émile", family: "Sipek" }],
    [String.raw`Ada {\relax van} {\O}rsted`, { given: "Ada", particle: "van", family: "Ørsted" }],
    ["Ada {van Berg}", { given: "Ada", family: "van Berg" }],
    ["Q. {Moor, III}", { given: "Q.", family: "Moor, III" }],
    ["Ada~B. Vance", { given: "Ada B.", family: "Vance" }],
    ["Vance A", { given: "A", family: "Vance" }],
    ["Vance A B", { given: "A B", family: "Vance" }],
    ["van den Berg AB", { given: "AB", particle: "van den", family: "Berg" }],
    ["Wei XU", { given: "Wei", family: "XU" }],
    ["A. Vance", { given: "A.", family: "Vance" }],
    ["Plato", { family: "Plato" }],
    [String.raw`Garc\\'ia, Ana`, { given: "Ana", family: "García" }],
    ["{Dune and Sand Institute}", { literal: "Dune and Sand Institute" }],
    ["DUNE Collaboration", { literal: "DUNE Collaboration" }],
    ["家 王", { given: "家", family: "王" }],
    [
      "family=Berg, given=Ada, given-i=A, prefix=van den, useprefix=true",
      { given: "Ada", particle: "van den", family: "Berg" },
    ],
    ['family="Sand, Inc", given=Ada, suffix=Jr', { given: "Ada", family: "Sand, Inc", suffix: "Jr" }],
    ['given=Ada, "family=Sand, or Dune"', { given: "Ada", family: "Sand, or Dune" }],
    ["family={{Sand Institute}}", { literal: "Sand Institute" }],
  ];

  it.each(cases)("%s is read in parts", async (source, name) => {
    expect((await readAuthors(source)).names).toEqual([name]);
  });
});

describe("A list of names in BibTeX", () => {
  it.each([
    ["Vance, Ada AND Liu, Bo and\n Okoro, Di", ["Ada Vance", "Bo Liu", "Di Okoro"]],
    ["Vance, Ada and others", ["Ada Vance"]],
    ["Vance, Ada and Liu, Bo et al.", ["Ada Vance", "Bo Liu"]],
    ["Vance, Ada and et al.", ["Ada Vance"]],
    ["Vance, Ada and Liu, Bo and", ["Ada Vance", "Bo Liu"]],
    ["{Sand and Sons} and Vance, Ada", ["Sand and Sons", "Ada Vance"]],
    ["Vance, Ada; Liu, Bo; Okoro, Di", ["Ada Vance", "Bo Liu", "Di Okoro"]],
    [String.raw`Vance, A. \& Liu, B.`, ["A. Vance", "B. Liu"]],
    [String.raw`{Sand \& Sons}`, ["Sand & Sons"]],
    ["M&uuml;ller, Ada and Liu, Bo", ["Ada Müller", "Bo Liu"]],
    ["Vance, A., Liu, B., and Okoro, D.", ["A. Vance", "B. Liu", "D. Okoro"]],
    ["Ada Vance, Bo Liu, Di Okoro, Ed Poe", ["Ada Vance", "Bo Liu", "Di Okoro", "Ed Poe"]],
    ["family=Vance, given=Ada and Liu, Bo", ["Ada Vance", "Bo Liu"]],
  ])("%j is divided", async (source, authors) => {
    expect((await readAuthors(source)).authors).toEqual(authors);
  });

  it("of editors counts for a volume without authors, but not for a part of one", async () => {
    expect((await readAuthors("Vance, Ada", "editor")).authors).toEqual(["Ada Vance"]);
    const { papers } = await readBibtex(
      "@incollection{a, title={A}, editor={Vance, Ada}}\n@misc{b, title={B}, collaboration={DUNE}}\n@misc{c, title={C}, author={Liu, Bo}, author={Okoro, Di}}",
    );
    expect(papers.map(({ authors }) => authors)).toEqual([undefined, ["DUNE Collaboration"], ["Bo Liu", "Di Okoro"]]);
  });
});
