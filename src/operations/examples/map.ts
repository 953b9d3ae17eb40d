import type { OperationExample } from "../operation.js";

const broadTopic = {
  names: ["large language models", "parameter", "transformer"],
  x: 39807,
  y: 16256,
  papers: 30,
  level: 0,
};
const narrowTopic = { ...broadTopic, level: 1, parent: 0 };

/** Shortened to two papers and two topics. */
export const readMapExample: OperationExample = {
  query: { part: "outline" },
  answer: {
    side: 65535,
    drawnAt: "2026-11-26T09:43:28.537Z",
    total: 76,
    topics: [broadTopic, narrowTopic],
    papers: {
      ids: ["arxiv:1910.07224", "sha256:653434fd5a15e2eb58238513"],
      x: [53940, 39765],
      y: [38707, 63298],
      years: [2019, null],
      topics: [1, 1],
    },
  },
};

const counts = { embedded: 76, needed: 20, later: 0 };

export const drawMapExample: OperationExample = {
  answer: { state: "drawing", papers: 0, ...counts, stage: "neighbours", progress: 0 },
};

export const cancelDrawingExample: OperationExample = { answer: { state: "absent", papers: 0, ...counts } };

export const mapStateExample: OperationExample = {
  answer: { state: "ready", papers: 76, ...counts, drawnAt: "2026-11-26T09:43:28.537Z" },
};

export const placeExample: OperationExample = {
  params: { id: "arxiv:2106.04647" },
  answer: { id: "arxiv:2106.04647", side: 65535, x: 37058, y: 19801, topics: [broadTopic, narrowTopic] },
};
