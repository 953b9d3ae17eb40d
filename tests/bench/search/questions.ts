import type { BenchPaper } from "../papers.js";

/** A question that nobody has asked before, and the paper from whose title it was made. */
export interface Question {
  readonly text: string;
  readonly paper: BenchPaper;
  /** Two more papers, far away in the corpus. */
  readonly others: readonly [BenchPaper, BenchPaper];
}

const openings = [
  "what is known about",
  "how can one use",
  "which methods exist for",
  "why does one need",
  "what are recent results on",
];
const fewestWords = 8;
const mostWords = 10;
/** A prime step visits every paper of a corpus once, in an order that mixes subjects and years. */
const step = 7_919;

/**
 * Questions of 12 to 15 words, each made of another title. Never the same one twice: the service remembers the vectors
 * of the last queries, which would hide the cost of embedding.
 */
export function createQuestions(papers: readonly BenchPaper[]): (count: number) => readonly Question[] {
  let asked = 0;
  const next = (): Question => {
    while (asked < papers.length) {
      const at = (asked * step) % papers.length;
      asked += 1;
      const paper = papers[at]!;
      const words = paper.title.toLowerCase().match(/[a-z0-9][a-z0-9-]*/g) ?? [];
      if (words.length < fewestWords) continue;
      const text = `${openings[asked % openings.length]} ${words.slice(0, mostWords).join(" ")}`;
      const far = (share: number) => papers[(at + Math.floor(share * papers.length)) % papers.length]!;
      return { text, paper, others: [far(1 / 3), far(2 / 3)] };
    }
    throw new Error(`${papers.length} titles are too few for so many questions`);
  };
  return (count) => Array.from({ length: count }, next);
}
