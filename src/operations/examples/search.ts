import type { OperationExample } from "../operation.js";
import { adapterPaper, curriculumPaper } from "./sample-papers.js";

export const searchExample: OperationExample = {
  query: {
    q: "fine-tuning with few trainable parameters",
    limit: 1,
    yearFrom: 2020,
    facets: "category",
    explain: true,
  },
  answer: {
    hits: [
      {
        paper: {
          id: "arxiv:2403.14608",
          title: "Parameter-Efficient Fine-Tuning for Large Models: A Comprehensive Survey",
          abstract:
            "This survey covers parameter-efficient fine-tuning (PEFT), the family of methods that adapt a pretrained large model to a task while changing or adding few weights and using little extra computation. …",
          authors: ["Zeyu Han", "Chao Gao", "Jinyang Liu", "Jeff Zhang", "Sai Qian Zhang"],
          year: 2024,
          categories: ["cs.LG"],
          keywords: [],
          arxivId: "2403.14608",
          url: "https://arxiv.org/abs/2403.14608",
        },
        score: 0.44795,
        matchedBy: "both",
        highlights: {
          title: [
            [0, 19],
            [20, 31],
          ],
          abstract: [
            [19, 38],
            [39, 50],
            [152, 155],
          ],
        },
        explanation: {
          evidence: 0.4851,
          keyword: {
            rank: 1,
            share: 0.4488,
            weight: 0.5,
            words: ["parameter-efficient", "fine-tuning", "few", "parameters"],
            missing: ["trainable"],
          },
          meaning: { rank: 1, share: 0.5214, weight: 0.5 },
          feedback: { share: 0, weight: 0.25 },
          support: { share: 0, weight: 0.85 },
          sentence: {
            text: "This survey covers parameter-efficient fine-tuning (PEFT), the family of methods that adapt a pretrained large model to a task while changing or adding few weights and using little extra computation.",
            range: [0, 199],
            cosine: 0.7845,
          },
        },
      },
    ],
    total: 34,
    facets: {
      category: [
        { value: "cs.LG", count: 17 },
        { value: "cs.CV", count: 7 },
        { value: "cs.CL", count: 6 },
      ],
    },
    facetSizes: { category: 7 },
    cursor: "m3b16A4",
    timings: {
      filterMs: 11.858,
      embedMs: 0.006,
      semanticMs: 2.945,
      keywordMs: 0.318,
      fuseMs: 2.566,
      explainMs: 383.497,
      fetchMs: 0.295,
      facetMs: 46.817,
      totalMs: 448.788,
    },
  },
};

export const searchByBodyExample: OperationExample = {
  body: { query: "teaching agents with a curriculum", limit: 1, filter: { yearFrom: 2019, category: ["cs.LG"] } },
  answer: {
    hits: [
      {
        paper: curriculumPaper,
        score: 0.042483,
        matchedBy: "both",
        highlights: { title: [[23, 33]], abstract: [[349, 359]] },
      },
    ],
    total: 20,
    cursor: "zAyqWAE",
    noGoodMatch: true,
    timings: {
      filterMs: 45.249,
      embedMs: 49.453,
      semanticMs: 3.761,
      keywordMs: 1.789,
      fuseMs: 0.452,
      fetchMs: 0.23,
      totalMs: 101.221,
    },
  },
};

export const batchExample: OperationExample = {
  body: {
    searches: [
      { query: "low-rank adapters for few trainable weights", limit: 1, fields: ["title", "year"] },
      { query: "few-shot learning", limt: 5 },
    ],
  },
  answer: {
    answers: [
      {
        hits: [
          {
            paper: { id: adapterPaper.id, title: adapterPaper.title, year: adapterPaper.year },
            score: 0.8001,
            matchedBy: "both",
            highlights: {
              title: [
                [21, 29],
                [43, 50],
              ],
            },
          },
        ],
        total: 76,
        cursor: "jod6cAAM",
        timings: { totalMs: 11.2 },
      },
      {
        problem: {
          type: "urn:paperkin:error:bad_input",
          title: "The request is malformed",
          status: 400,
          detail: "there is no field 'limt'; did you mean 'limit'?",
          code: "bad_input",
          errors: [{ path: "limt", message: "there is no field 'limt'; did you mean 'limit'?" }],
        },
      },
    ],
  },
};

export const suggestExample: OperationExample = {
  query: { q: "parameter-eff", limit: 3 },
  answer: {
    suggestions: [
      {
        text: "Parameter-Efficient Fine-Tuning for Large Models: A Comprehensive Survey",
        kind: "title",
        id: "arxiv:2403.14608",
      },
      { text: "parameter-efficient fine-tuning", kind: "phrase", papers: 1 },
      {
        text: "SLTrain: a sparse plus low-rank approach for parameter and memory efficient pretraining",
        kind: "title",
        id: "sha256:25f459cec6d48c099e5070b5",
      },
    ],
  },
};

export const overviewExample: OperationExample = {
  answer: {
    examples: [
      { text: "high-performance symbolic-numerics via multiple dispatch", kind: "topic" },
      { text: "in-context KV-cache eviction for LLMs via attention-gate", kind: "topic" },
    ],
    map: {
      papers: 76,
      rows: ["0010", "0391", "0240", "0000"],
      topics: [{ name: "language models", index: 0, papers: 31, x: 0.36, y: 0.41 }],
    },
  },
};
