import { finish, type PoolPaper, preparePool, type ScreeningPool } from "../../../src/domain/screening/pool.js";
import { createTermNumbers } from "../../../src/domain/screening/pool-words.js";
import { createRandom } from "../../support/random.js";

/** Papers of some topics: each has a direction of its own and a word of its own, with noise. */
export interface TopicPool {
  readonly pool: ScreeningPool;
  /** Of each paper. */
  readonly topics: readonly number[];
  read(text: string, vector?: Float32Array): PoolPaper;
}

const dimensions = 16;

export function createTopicPool(topicsOfPapers: readonly number[], without: { vectors?: boolean } = {}): TopicPool {
  const random = createRandom(topicsOfPapers.length);
  const numbers = createTermNumbers();
  const read = (text: string, vector?: Float32Array) => ({ vector, words: finish(numbers.countTerms(text)) });
  const papers = topicsOfPapers.map((topic, place) => {
    const vector = toUnit(Array.from({ length: dimensions }, (_, at) => (at === topic ? 2 : 0) + random() - 0.5));
    return read(
      `subject${topic} study common ${place % 3 === 0 ? "rare" : "usual"}`,
      without.vectors ? undefined : vector,
    );
  });
  return { pool: finish(preparePool(papers, numbers.size)), topics: topicsOfPapers, read };
}

export function toUnit(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (value) => value / length);
}
