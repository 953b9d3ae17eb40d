import type { Paper } from "../paper/paper.js";
import type { PaperWords } from "../search/bm25.js";

/** The words of a paper, as the keyword index has them. */
export function readPaperWords({ title, abstract = "", authors, keywords, tags = [] }: Paper): PaperWords {
  return { title, abstract, extra: [...authors, ...keywords, ...tags].join(" ") };
}
