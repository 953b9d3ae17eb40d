import type { WorkType } from "../paper/work-type.js";

/** The type of a work as databases and reference managers call it; undefined for a name that says nothing certain. */
export function readTypeCell(cell: string): WorkType | undefined {
  const name = cell.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return types.get(name) ?? types.get(name.replace(/s$/, ""));
}

const names: Readonly<Record<WorkType, string>> = {
  "article-journal": `
    article, journal article, article-journal, jour, j, review, review article, research article, original article,
    original paper, ieee journal, ieee magazine, ieee early access article, short survey, journal, journal paper,
    article review, periodical, magazine article, mgzn, ejour`,
  article: "preprint, posted content, ieee preprint",
  "paper-conference": `
    conference paper, conference, proceedings paper, article; proceedings paper, inproceedings, conference proceedings,
    conf, cpaper, proceedings article, ieee conference, conference article, paper-conference, c, conference proceedings article,
    conference proceeding`,
  chapter:
    "book chapter, chapter, book section, incollection, inbook, chap, reference entry, reference work entry, book part",
  book: "book, monograph, edited book, books",
  thesis:
    "thesis, dissertation, phd thesis, masters thesis, phdthesis, mastersthesis, thes, doctoral thesis, dissertation/thesis",
  report: "report, technical report, techreport, rprt",
  dataset: "dataset, data set, data",
  software: "software, computer program, comp",
  patent: "patent, pat, p",
  webpage: "webpage, web page, blog post, website, elec, online",
};

const types: ReadonlyMap<string, WorkType> = new Map(
  Object.entries(names).flatMap(([type, list]) =>
    list.split(",").map((name) => [name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ""), type as WorkType] as const),
  ),
);
