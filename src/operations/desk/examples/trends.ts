import type { OperationExample } from "../../operation.js";

const paper = {
  id: "arxiv:2405.07987",
  title: "The Platonic Representation Hypothesis",
  authors: ["Minyoung Huh", "Brian Cheung"],
  year: 2024,
  date: "2024-05-13",
  venue: "ICML",
};

export const readTrendsExample: OperationExample = {
  query: { period: "year", yearFrom: 2020 },
  answer: {
    papers: 36202,
    dates: { day: 0, month: 0, year: 36202, none: 0 },
    published: [{ period: "year", counts: [{ from: "2024-01-01", to: "2024-12-31", papers: 4513 }] }],
    takenIn: [{ period: "day", counts: [{ from: "2026-11-30", to: "2026-11-30", papers: 87243 }] }],
    topics: {
      period: "year",
      spans: [
        { from: "2023-01-01", to: "2023-12-31" },
        { from: "2024-01-01", to: "2024-12-31" },
      ],
      totals: [5359, 4513],
      compared: 115,
      rising: [
        {
          names: ["large language models", "LLMs", "instruction tuning"],
          question: "large language models LLMs instruction tuning",
          papers: 129,
          expected: 13.9,
          growth: 4.98,
          growthLow: 3.35,
          counts: [3, 129],
          levels: [0.9, 8.24],
          central: [paper],
        },
      ],
    },
    opened: [{ paper, opens: 7 }],
    kept: [{ paper, readers: 3 }],
  },
};

export const countOpenedExample: OperationExample = { body: { ids: [paper.id] } };
