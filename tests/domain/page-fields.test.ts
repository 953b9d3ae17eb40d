import { expect, it } from "vitest";
import { listPageFields } from "../../src/domain/citation/page-fields.js";
import type { Paper } from "../../src/domain/paper/paper.js";

const bare: Paper = { id: "x", title: "Tides of $H_2O$", authors: ["Ada van den Berg"], categories: [], keywords: [] };
const page = "http://127.0.0.1:3000/?paper=x";

it("A page of one paper names its paper, its people and where it appeared", () => {
  const paper: Paper = { ...bare, venue: "Nature", date: "2020-02-03", keywords: ["a", "b"], doi: "10.1000/1" };
  expect(listPageFields(paper, { page, pdf: "https://a.b/c.pdf" })).toEqual([
    ["citation_title", "Tides of H₂O"],
    ["citation_author", "van den Berg, Ada"],
    ["citation_publication_date", "2020/02/03"],
    ["citation_journal_title", "Nature"],
    ["citation_doi", "10.1000/1"],
    ["citation_keywords", "a; b"],
    ["citation_pdf_url", "https://a.b/c.pdf"],
    ["citation_public_url", "https://doi.org/10.1000/1"],
  ]);
});

it.each([
  ["paper-conference", "citation_conference_title", undefined],
  ["thesis", "citation_dissertation_institution", undefined],
  ["article", "citation_publisher", "preprint"],
  ["dataset", "citation_publisher", "dataset"],
] as const)("A page of one paper tells its type: %s", (type, venueField, itemType) => {
  const fields = new Map(listPageFields({ ...bare, type, venue: "Hives" }, { page, pdf: undefined }));
  expect([fields.get(venueField), fields.get("z:itemType")]).toEqual(["Hives", itemType]);
  expect(fields.get("citation_public_url")).toBe(page);
});
