import type { OperationExample } from "../operation.js";

const id = "4b504db6-26da-44ce-ae40-11a1a94566ce";
const accepted = {
  id,
  name: "Another paper of mine and 1 more",
  format: "json",
  state: "waiting",
  priority: "normal",
  counts: { total: 2, accepted: 1, merged: 0, unchanged: 0, embedded: 0, failed: 1 },
  changes: {},
  createdAt: "2026-11-26T08:15:12.229Z",
};
const completed = {
  ...accepted,
  state: "completed",
  counts: { total: 2, accepted: 1, merged: 0, unchanged: 0, embedded: 1, failed: 1 },
  finishedAt: "2026-11-26T08:15:12.466Z",
  papersPerSecond: 4.2,
};

export const acceptedJob = accepted;

export const listJobsExample: OperationExample = { query: { limit: 1 }, answer: { jobs: [completed] } };

export const readJobExample: OperationExample = { params: { id }, answer: completed };

export const failuresExample: OperationExample = {
  params: { id },
  answer: { failures: [{ line: 2, reason: "there is no title" }] },
};

export const noticesExample: OperationExample = {
  params: { id },
  answer: {
    notices: [
      {
        line: 3,
        id: "arxiv:2106.04647",
        kind: "merged",
        notice:
          '"Compacter: Efficient Low-Rank Hypercomplex Adapter Layers" is merged with "Compacter: Efficient Low-Rank Hypercomplex Adapter Layers" (arxiv:2106.04647)',
      },
    ],
  },
};

export const eventsExample: OperationExample = {
  params: { id },
  answer: [accepted, completed].map((job) => `event: job\ndata: ${JSON.stringify(job)}\n\n`).join(""),
};

export const jobActionExamples = {
  cancel: { params: { id }, answer: { ...accepted, state: "cancelled", finishedAt: "2026-11-26T08:15:12.301Z" } },
  pause: { params: { id }, answer: { ...accepted, state: "paused" } },
  resume: { params: { id }, answer: accepted },
  retry: { params: { id }, answer: accepted },
} satisfies Record<string, OperationExample>;
