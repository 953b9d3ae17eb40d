import type { RouteExample } from "../route.js";
import { acceptedJob } from "./job-examples.js";

/** The second paper of each body lacks its title. */
export const acceptExample: RouteExample = {
  body: { papers: [{ title: "Another paper of mine", year: 2025 }, { abstract: "no title" }] },
  bodies: { "application/x-ndjson": '{"title":"Another paper of mine","year":2025}\n{"abstract":"no title"}\n' },
  answer: { job: acceptedJob },
};

export const listPapersExample: RouteExample = {
  query: { limit: 1 },
  answer: {
    papers: [
      {
        id: "arxiv:1910.07224",
        title: "Teacher algorithms for curriculum learning of Deep RL in continuously parameterized environments",
        abstract:
          "A teacher algorithm has to train a deep reinforcement learning student whose abilities it does not know, over a broad range of procedurally generated environments. …",
        authors: ["Rémy Portelas", "Cédric Colas", "Katja Hofmann", "Pierre-Yves Oudeyer"],
        year: 2019,
        categories: ["cs.LG"],
        keywords: [],
        arxivId: "1910.07224",
        url: "https://arxiv.org/abs/1910.07224",
      },
    ],
    cursor: "1",
  },
};

export const readPaperExample: RouteExample = {
  params: { id: "arxiv:2106.04647" },
  answer: {
    id: "arxiv:2106.04647",
    title: "Compacter: Efficient Low-Rank Hypercomplex Adapter Layers",
    abstract: "Compacter adapts a large pretrained language model to a new task while training very few weights. …",
    authors: ["Rabeeh Karimi Mahabadi", "James Henderson", "Sebastian Ruder"],
    year: 2021,
    categories: ["cs.CL"],
    keywords: [],
    arxivId: "2106.04647",
    url: "https://arxiv.org/abs/2106.04647",
  },
};

export const removePaperExample: RouteExample = { params: { id: "sha256:e14293b6f65e96175dba6c35" } };

export const duplicatesExample: RouteExample = {
  query: { limit: 1 },
  answer: {
    groups: [
      {
        papers: [
          {
            paper: {
              id: "arxiv:2106.04647",
              title: "Compacter: Efficient Low-Rank Hypercomplex Adapter Layers",
              abstract:
                "Compacter adapts a large pretrained language model to a new task while training very few weights. …",
              authors: ["Rabeeh Karimi Mahabadi", "James Henderson", "Sebastian Ruder"],
              year: 2021,
              categories: ["cs.CL"],
              keywords: [],
              arxivId: "2106.04647",
              url: "https://arxiv.org/abs/2106.04647",
            },
            similarity: 0.9844233438460329,
          },
          {
            paper: {
              id: "sha256:e14293b6f65e96175dba6c35",
              title: "Compacter: Efficient Low-Rank Hypercomplex Adapter Layers",
              abstract:
                "Compacter adapts a large pretrained language model to a new task while training very few weights. …",
              authors: ["Rabeeh Karimi Mahabadi", "James Henderson", "Sebastian Ruder"],
              year: 2021,
              venue: "NeurIPS",
              categories: [],
              keywords: [],
            },
            similarity: 0.9844233438460329,
          },
        ],
      },
    ],
    total: 1,
  },
};
