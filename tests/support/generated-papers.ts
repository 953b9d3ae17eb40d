import type { PaperInput } from "../../src/domain/paper/paper.js";

const topics = [
  "protein folding",
  "traffic forecasting",
  "speech recognition",
  "sparse attention",
  "graph partitioning",
  "galaxy surveys",
  "battery ageing",
  "compiler optimisation",
  "crop yields",
  "medical imaging",
  "solar wind",
  "legal retrieval",
  "ocean currents",
  "fluid turbulence",
  "quantum annealing",
  "code review",
  "music transcription",
  "fraud detection",
  "robot grasping",
  "machine translation",
];
const methods = [
  "variational inference",
  "contrastive training",
  "random forests",
  "Monte Carlo sampling",
  "integer programming",
  "spectral clustering",
  "knowledge distillation",
  "Gaussian processes",
  "reinforcement learning",
  "tensor decomposition",
  "active learning",
  "symbolic regression",
  "message passing",
  "curriculum schedules",
  "stochastic search",
  "low-rank adapters",
  "diffusion models",
  "causal discovery",
  "federated averaging",
  "hyperbolic embeddings",
];

/** Papers that differ in topic, method and number; always the same. */
export function makePapers(count: number, from = 0): PaperInput[] {
  return Array.from({ length: count }, (_, index) => makePaper(from + index));
}

/** A paper found among the generated ones by a query in different words. */
export const beePaper = {
  id: "bees",
  title: "Honey bee colonies in winter",
  abstract: "Apis mellifera workers cluster tightly around the queen and shiver their flight muscles to warm the hive.",
} satisfies PaperInput;
export const beeQuestion = "how do pollinating insects survive freezing temperatures?";

/** A word that occurs only in this paper: it has no vowels, so no stemmer treats it as a form of another. */
export function nameSeries(number: number): string {
  return `zq${[...String(number)].map((digit) => "bcdfghjklm"[Number(digit)]).join("")}`;
}

function makePaper(number: number): PaperInput {
  const topic = topics[number % topics.length] ?? "";
  const method = methods[Math.floor(number / topics.length) % methods.length] ?? "";
  return {
    id: `generated-${number}`,
    title: `${method} for ${topic}, ${nameSeries(number)}`,
    abstract:
      `We study ${topic} with ${method}. Earlier work on ${topic} needs much labelled data and long runs; ` +
      `${method} needs neither. On ${(number % 7) + 2} benchmarks the error falls by ${(number % 13) + 1} percent, ` +
      `and an ablation shows which part of ${method} matters most. Limits and open questions are discussed.`,
    year: 2000 + (number % 25),
  };
}
