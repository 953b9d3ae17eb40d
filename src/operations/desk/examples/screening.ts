import type { OperationExample } from "../../operation.js";
import { curriculumPaper } from "../../examples/sample-papers.js";

const params = { id: "Zm9yLXNvbWUx" };

export const screeningExample: OperationExample = {
  params,
  answer: {
    flow: {
      identified: 1_301,
      duplicates: 62,
      nearDuplicates: 3,
      notRetrieved: 0,
      screened: 248,
      excluded: 211,
      reasons: [{ reason: "no children", papers: 140 }, { papers: 71 }],
      included: 37,
      undecided: 991,
    },
    left: {
      isKnown: true,
      likely: 4,
      high: 13,
      atMost: 39,
      recallAtLeast: 0.4868421052631579,
      untilRecall: { recall: 0.95, papers: 612 },
    },
  },
};

export const nextToScreenExample: OperationExample = {
  params,
  query: { limit: 1 },
  answer: {
    papers: [
      {
        id: curriculumPaper.id,
        title: curriculumPaper.title,
        year: curriculumPaper.year,
        tags: [],
        isRead: false,
        addedAt: "2026-11-30T19:44:02.551Z",
        isInLibrary: true,
        paper: curriculumPaper,
        score: 0.7134,
        rankedBy: "meaning and words",
        nearest: {
          included: { id: "arxiv:2003.04664", title: "Automatic Curriculum Learning for Deep RL", similarity: 0.81 },
          excluded: { id: "arxiv:2106.04647", title: "Compacter: …", similarity: 0.52 },
        },
      },
    ],
    basis: "decisions",
    undecided: 991,
    byWordsOnly: 0,
  },
};
