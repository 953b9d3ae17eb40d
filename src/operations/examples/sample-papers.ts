import type { Paper } from "../../domain/paper/paper.js";

/** Sample papers that several examples use, with shortened abstracts. */
export const curriculumPaper: Paper = {
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
};

export const adapterPaper: Paper = {
  id: "arxiv:2106.04647",
  title: "Compacter: Efficient Low-Rank Hypercomplex Adapter Layers",
  abstract: "Compacter adapts a large pretrained language model to a new task while training very few weights. …",
  authors: ["Rabeeh Karimi Mahabadi", "James Henderson", "Sebastian Ruder"],
  year: 2021,
  categories: ["cs.CL"],
  keywords: [],
  arxivId: "2106.04647",
  url: "https://arxiv.org/abs/2106.04647",
};
