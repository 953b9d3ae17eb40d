import { describe, expect, it } from "vitest";
import { formatCslJson } from "../../src/domain/citation/csl-json.js";
import type { Paper } from "../../src/domain/paper/paper.js";
import { type WorkType, workTypes } from "../../src/domain/paper/work-type.js";
import { wholePaper } from "../support/whole-paper.js";

const bare: Paper = { id: "x", title: "A title", authors: [], categories: [], keywords: [] };
const paper: Paper = {
  ...wholePaper,
  title: "50% of $J/Ψ_1$ & Parameter-Efficient Transfer",
  abstract: "Fine-tuning large models\n\nis effective.",
  authors: ["Rémy Portelas", "Giurgiu, Andrei", "Ada van den Berg Jr", "Hive Team"],
};

describe("A paper in CSL-JSON", () => {
  it("is an item in one line", () => {
    expect(formatCslJson(paper)).not.toContain("\n");
    expect(JSON.parse(formatCslJson(paper))).toEqual({
      id: "arxiv:1902.00751",
      type: "paper-conference",
      title: "50% of J/Ψ₁ & Parameter-Efficient Transfer",
      author: [
        { family: "Portelas", given: "Rémy" },
        { family: "Giurgiu", given: "Andrei" },
        { family: "van den Berg", given: "Ada", suffix: "Jr" },
        { literal: "Hive Team" },
      ],
      issued: { "date-parts": [[2019, 2, 2]] },
      "container-title": "ICML",
      abstract: "Fine-tuning large models is effective.",
      keyword: "adapters",
      DOI: "10.1/a#b",
      archive: "arXiv",
      archive_location: "1902.00751",
      URL: "https://arxiv.org/abs/1902.00751",
    });
    expect(JSON.parse(formatCslJson({ ...bare, arxivId: "2301.01234" }))).toMatchObject({
      type: "article",
      number: "arXiv:2301.01234",
      publisher: "arXiv",
    });
  });

  it("has a type of CSL for every type", () => {
    for (const type of workTypes.filter((one) => one !== "software"))
      expect(JSON.parse(formatCslJson({ ...bare, type }))).toMatchObject({ type });
  });

  it("has no type for which Zotero refuses the whole file", () => {
    expect(JSON.parse(formatCslJson({ ...bare, type: "software" }))).toMatchObject({
      type: "dataset",
      genre: "Software",
    });
  });

  it.each<[WorkType, string]>([
    ["article-journal", "container-title"],
    ["article", "publisher"],
    ["book", "collection-title"],
    ["thesis", "publisher"],
    ["report", "publisher"],
    ["dataset", "publisher"],
    ["webpage", "container-title"],
  ])("has its venue where its type has one: %s", (type, field) => {
    expect(JSON.parse(formatCslJson({ ...bare, type, venue: "Hives" }))).toMatchObject({ [field]: "Hives" });
  });
});
