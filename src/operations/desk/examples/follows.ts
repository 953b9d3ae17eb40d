import type { OperationExample } from "../../operation.js";

/** Id of the follow of the examples. */
export const followId = "Zm9yLXNvbWUy";
const id = followId;
const follow = {
  id,
  kind: "question",
  name: "sparse attention -survey",
  query: "sparse attention -survey",
  minScore: 0.3,
  isPaused: false,
  matches: 1,
  new: 1,
  lastMatchAt: "2026-11-30T19:58:03.512Z",
  createdAt: "2026-11-30T19:42:10.118Z",
};
const fresh = { ...follow, matches: 0, new: 0, lastMatchAt: undefined };
const asked = { kind: "question", query: follow.query, minScore: 0.3 };
const inbox = {
  papers: [
    {
      paper: {
        id: "arxiv:2404.12345",
        title: "Sparse Attention for Long Documents",
        abstract: "Attention to a few of the words that came before, chosen as one reads on. …",
        authors: ["Ada Lovelace"],
        categories: ["cs.CL"],
        keywords: [],
        year: 2024,
        arxivId: "2404.12345",
      },
      matchedAt: "2026-11-30T19:58:03.512Z",
      isNew: true,
      matches: [
        {
          follow: id,
          name: follow.name,
          kind: "question",
          score: 0.8412,
          strength: "strong",
          matchedBy: "both",
          words: ["Sparse", "Attention"],
        },
      ],
      highlights: [
        [0, 6],
        [7, 16],
      ],
    },
  ],
  total: 1,
  new: 1,
  upTo: "1",
};

export const listFollowsExample: OperationExample = { answer: { follows: [follow] } };

export const createFollowExample: OperationExample = {
  body: asked,
  answer: JSON.parse(JSON.stringify(fresh)) as object,
};

export const readFollowExample: OperationExample = { params: { id }, answer: follow };

export const changeFollowExample: OperationExample = {
  params: { id },
  body: { isPaused: true },
  answer: { ...follow, isPaused: true },
};

export const removeFollowExample: OperationExample = { params: { id } };

export const listFollowMatchesExample: OperationExample = { params: { id }, query: { limit: 10 }, answer: inbox };

export const readInboxExample: OperationExample = { query: { new: true }, answer: inbox };

export const markSeenExample: OperationExample = { body: { upTo: "1" }, answer: { changed: 1, new: 0 } };

export const dismissPapersExample: OperationExample = {
  body: { ids: ["arxiv:2404.12345"] },
  answer: { changed: 1, new: 0 },
};
