import type { PaperInput } from "../../src/domain/paper/paper.js";

export const hostileAbstract =
  `Adapters <img src=x onerror="window.paperkinWasRun=1"> <script>window.paperkinWasRun=1</script> ` +
  `"><svg onload="window.paperkinWasRun=1"> stay text.`;

/** A small corpus for the page: two topics, a duplicate, a hostile record, and more authors than are shown. */
export const pagePapers: readonly PaperInput[] = [
  {
    title: "Adapters for parameter-efficient fine-tuning",
    abstract: "Small adapters train few parameters and leave the language model as it is.",
    authors: Array.from({ length: 12 }, (_, index) => `Ada Author${index}`),
    year: 2019,
    venue: "Journal of Adapters",
    arxivId: "1902.00751",
    categories: ["cs.CL", "cs.LG"],
  },
  {
    title: "Adapters for parameter-efficient fine-tuning (extended abstract)",
    abstract: "Small adapters train few parameters and leave the language model as it is.",
    authors: Array.from({ length: 12 }, (_, index) => `Ada Author${index}`),
    year: 2019,
  },
  {
    title: "Low-rank adapters keep language models small",
    abstract: "Low-rank adapters train few parameters of large language models.",
    year: 2021,
    doi: "10.1000/low/rank",
    categories: ["cs.CL"],
    keywords: ["adapters", "small models"],
  },
  {
    title: "A hostile record about adapters",
    abstract: hostileAbstract,
    url: "javascript:window.paperkinWasRun=1",
    year: 2022,
  },
  {
    title: "Convection in the upper atmosphere",
    abstract: String.raw`Clouds, rain and convection in weather \emph{models} with $\alpha \leq 0.5$ and $O(n\log n)$ steps.`,
    year: 2023,
  },
  { title: "Clouds seen from above", abstract: "Satellites watch clouds and rain over the ocean.", year: 2024 },
  // Enough for more than one page.
  ...Array.from({ length: 25 }, (_, index) => ({
    title: `Glacier survey number ${index}`,
    year: 1990,
    venue: index % 2 === 0 ? "East Survey" : "West Survey",
  })),
];
