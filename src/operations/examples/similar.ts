import type { OperationExample } from "../operation.js";
import { curriculumPaper } from "./sample-papers.js";

export const similarExample: OperationExample = {
  params: { id: "arxiv:2106.04647" },
  query: { limit: 1, yearFrom: 2018 },
  answer: {
    hits: [
      {
        paper: {
          id: "sha256:25f459cec6d48c099e5070b5",
          title: "SLTrain: a sparse plus low-rank approach for parameter and memory efficient pretraining",
          abstract:
            "SLTrain makes pretraining of large language models cheaper in parameters and memory by writing each weight matrix as the sum of a low-rank part and a sparse part. …",
          authors: [],
          year: 2024,
          categories: ["cs.LG"],
          keywords: [],
        },
        score: 0.202281,
        matchedBy: "both",
      },
    ],
    timings: { filterMs: 0.442, semanticMs: 0.624, keywordMs: 1.598, fetchMs: 0.072, totalMs: 3.197 },
  },
};

export const similarToTextExample: OperationExample = {
  body: {
    title: "Learning which tasks a student should try next",
    abstract: "A teacher picks tasks by learning progress.",
    limit: 1,
  },
  answer: {
    hits: [
      {
        paper: curriculumPaper,
        score: 0.376912,
        matchedBy: "both",
      },
    ],
    timings: { embedMs: 6.243, filterMs: 0.012, semanticMs: 0.586, keywordMs: 0.28, fetchMs: 0.157, totalMs: 9.75 },
  },
};

export const recommendationExample: OperationExample = {
  body: {
    positive: [{ id: "arxiv:2106.04647" }, { title: "Adapters for language models" }],
    negative: [{ id: "arxiv:2203.10036" }],
    limit: 1,
  },
  answer: {
    hits: [
      {
        paper: {
          id: "arxiv:2312.10997",
          title: "Retrieval-Augmented Generation for Large Language Models: A Survey",
          abstract:
            "Retrieval-augmented generation (RAG) looks up relevant passages in an external knowledge base before a language model answers, so that what the model stores in its parameters is complemented by outside documents. …",
          authors: [],
          year: 2023,
          categories: ["cs.CL"],
          keywords: [],
          arxivId: "2312.10997",
          url: "https://arxiv.org/abs/2312.10997",
        },
        score: 0.646521,
        matchedBy: "meaning",
        because: { positive: 1, title: "Adapters for language models", similarity: 0.781042 },
      },
    ],
    timings: { embedMs: 11.305, filterMs: 0.016, semanticMs: 549.956, fetchMs: 0.157, totalMs: 561.959 },
  },
};
