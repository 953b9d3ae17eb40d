import type { RouteExample } from "../route.js";
import { acceptedJob } from "./job-examples.js";

const lines = '{"title":"Another paper of mine","year":2025}\n{"abstract":"no title"}\n';
const table = "title,year\nAnother paper of mine,2025\n";
const entry = "@article{mine, title = {Another paper of mine}, year = {2025}}\n";
const feed =
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2501.00001v1</id>' +
  "<title>Another paper of mine</title><summary>What it says.</summary></entry></feed>\n";

/** The second paper lacks its title where there is one. */
export const acceptExample: RouteExample = {
  body: { papers: [{ title: "Another paper of mine", year: 2025 }, { abstract: "no title" }] },
  bodies: {
    "application/x-ndjson": lines,
    "application/jsonl": lines,
    "text/plain": "Another paper of mine\n\nWhat it says, in a sentence or two.\n",
    "text/csv": table,
    "text/tab-separated-values": table.replaceAll(",", "\t"),
    "text/x-bibtex": entry,
    "application/x-bibtex": entry,
    "application/octet-stream": entry,
    "application/x-research-info-systems": "TY  - JOUR\nTI  - Another paper of mine\nPY  - 2025\nER  -\n",
    "application/atom+xml": feed,
    "application/xml": feed,
    "text/xml": feed,
  },
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
