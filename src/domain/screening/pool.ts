import type { PoolSpread } from "./pool-spread.js";
import { measurePool, scaleCentred } from "./pool-spread.js";
import { type PoolWords, weighPool, type WordCounts } from "./pool-words.js";

/** A paper as screening compares it with others. */
export interface PoolPaper {
  /** Of unit length; undefined while the paper waits for it. */
  readonly vector: Float32Array | undefined;
  readonly words: WordCounts;
}

/** The papers that are screened, whatever has been decided. A paper's place is its position in `papers`. */
export interface ScreeningPool {
  readonly papers: readonly PoolPaper[];
  /** Undefined without vectors: papers are then compared by words only. */
  readonly spread: PoolSpread | undefined;
  /** 1 ÷ |vector − mean| of each paper; 0 for one without a vector. */
  readonly scales: Float64Array;
  readonly words: PoolWords;
}

/** @param terms how many terms have a number */
export function* preparePool(papers: readonly PoolPaper[], terms: number): Generator<void, ScreeningPool> {
  const spread = yield* measurePool(papers.flatMap(({ vector }) => vector ?? []));
  const words = yield* weighPool(
    papers.map((paper) => paper.words),
    terms,
  );
  const scales = new Float64Array(papers.length);
  for (const [place, { vector }] of papers.entries()) {
    if (place % scaledAtOnce === scaledAtOnce - 1) yield;
    if (spread && vector) scales[place] = scaleCentred(vector, spread.mean);
  }
  return { papers, spread, scales, words };
}

/** Papers between two yields: about a millisecond. */
const scaledAtOnce = 1_000;

/** Runs a generator to its end at once: for callers that need not yield. */
export function finish<Result>(steps: Generator<void, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
