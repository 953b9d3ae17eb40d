import { join } from "node:path";
import { createRandom } from "../../../src/domain/evaluation/resampling.js";
import { finish, type PoolPaper, preparePool, type ScreeningPool } from "../../../src/domain/screening/pool.js";
import { createTermNumbers, writePoolText } from "../../../src/domain/screening/pool-words.js";
import { readJudged } from "../fusion/judged-collections.js";
import type { TextVectors } from "../fusion/kept-vectors.js";

/** Collections that people judged, of other fields than each other. The whole collection is what is screened. */
export const judgedCollections = ["cranfield", "med", "cf", "lisa"] as const;
export type JudgedName = (typeof judgedCollections)[number];

/** A review: which papers of the pool are to be found. */
export interface Topic {
  readonly pool: ScreeningPool;
  /** Places of the relevant papers; at least 8. */
  readonly relevant: ReadonlySet<number>;
  readonly question: PoolPaper & { readonly vector: Float32Array };
  /** Two relevant papers, drawn at random. */
  readonly known: readonly number[];
}

const fewestRelevant = 8;

/** @param most Topics to keep, evenly spaced */
export async function readTopics(
  folder: string,
  { name, texts, most = Infinity }: { name: JudgedName; texts: TextVectors; most?: number | undefined },
): Promise<readonly Topic[]> {
  const { papers, vectors, queries } = await readJudged(join(folder, name), texts);
  const numbers = createTermNumbers();
  const read = papers.map((paper, place) => ({
    vector: vectors[place]!,
    words: finish(numbers.countTerms(writePoolText(paper))),
  }));
  const pool = finish(preparePool(read, numbers.size));
  const topics = queries.flatMap(({ text, vector, judgements }, at): readonly Topic[] => {
    const relevant = [...judgements].flatMap(([id, grade]) =>
      grade > 0 && !id.startsWith("absent") ? [Number(id)] : [],
    );
    if (relevant.length < fewestRelevant) return [];
    const question = { vector, words: finish(numbers.countTerms(text)) };
    return [{ pool, relevant: new Set(relevant), question, known: draw(relevant, at + 1) }];
  });
  const step = Math.max(1, topics.length / most);
  return Array.from({ length: Math.ceil(topics.length / step) }, (_, at) => topics[Math.floor(at * step)]!);
}

function draw(places: readonly number[], seed: number): readonly number[] {
  const random = createRandom(seed * 7_919);
  for (let skipped = 0; skipped < 20; skipped += 1) random();
  const left = [...places];
  return [0, 1].map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}
