import type { Paper } from "../../src/domain/paper/paper.js";

/** Has every field except its own address. */
export const wholePaper: Paper = {
  id: "arxiv:1902.00751",
  title: "Parameter-Efficient Transfer & $O(n)$ Learning",
  abstract: "Fine-tuning large models\nis effective.",
  authors: ["Neil Houlsby", "Giurgiu, Andrei"],
  year: 2019,
  date: "2019-02-02",
  venue: "ICML",
  categories: ["cs.LG"],
  keywords: ["adapters"],
  doi: "10.1/a#b",
  arxivId: "1902.00751",
};
