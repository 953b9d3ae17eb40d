/** Five papers that share words, years, venues and authors in ways that tests can count by hand. */
export const answerPapers = [
  {
    id: "deep",
    title: "Deep neural networks",
    abstract: "We train a neural network. It learns to see cats.",
    year: 2019,
    venue: "ICML",
    authors: ["Ada Lovelace", "Emmy Noether"],
    categories: ["cs.LG"],
  },
  {
    id: "graph",
    title: "Graphs of networks, neural or not",
    abstract: "A survey of graphs.",
    year: 2020,
    date: "2020-06-01",
    venue: "NeurIPS",
    authors: ["Emmy Noether"],
    categories: ["cs.LG", "stat.ML"],
  },
  {
    id: "robot",
    title: "Robots that grasp",
    abstract: "Grasping with a neural network, and reinforcement.",
    year: 2021,
    venue: "icml",
    authors: ["Grace Hopper"],
    categories: ["cs.RO"],
  },
  { id: "quoted", title: '"Why?": author:anonymous asks -again', year: 2022, venue: "Letters" },
  { id: "mute", title: "Networks without a vector [[fail]]", year: 2020, venue: "Letters" },
];
