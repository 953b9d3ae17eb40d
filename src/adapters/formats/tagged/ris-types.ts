import type { WorkType } from "../../../domain/paper/work-type.js";

/** Types of RIS, and the names that some programs write instead, in lower case. */
const types: ReadonlyMap<string, WorkType> = new Map([
  ...map("article-journal", "abst", "ejour", "inpr", "jfull", "jour", "journal article", "article"),
  ...map("paper-conference", "conf", "cpaper", "conference paper", "conference proceedings"),
  ...map("chapter", "chap", "echap", "encyc", "dict", "book section", "book chapter"),
  ...map("book", "book", "ebook", "edbook", "whole", "clswk", "ctlg"),
  ...map("thesis", "thes", "thesis", "dissertation"),
  ...map("report", "rprt", "govdoc", "gov", "std", "stand", "report"),
  ...map("dataset", "data", "dbase", "aggr", "dataset"),
  ...map("software", "comp", "software"),
  ...map("patent", "pat", "patent"),
  ...map("webpage", "elec", "blog", "web page", "website", "electronic"),
  ...map("article", "mgzn", "news", "unpb", "unpd", "manscpt", "preprint"),
]);

export function readRisType(code: string): WorkType | undefined {
  return types.get(code.trim().toLowerCase());
}

function map(type: WorkType, ...codes: string[]): (readonly [string, WorkType])[] {
  return codes.map((code) => [code, type] as const);
}
