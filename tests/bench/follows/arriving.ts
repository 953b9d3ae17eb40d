import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBm25Index } from "../../../src/adapters/bm25/keyword-index.js";
import { createPaperTests } from "../../../src/adapters/columns/paper-tests.js";
import type { Watch } from "../../../src/domain/follows/watch.js";
import type { CosineScale } from "../../../src/domain/models/model.js";
import type { Paper } from "../../../src/domain/paper/paper.js";
import { readPaperWords } from "../../../src/domain/text/paper-words.js";
import { createListedVectors } from "../../../src/services/desk/follows/listed-vectors.js";
import { createPaperMatcher } from "../../../src/services/desk/follows/match-papers.js";
import { createMeasureLike } from "../../../src/services/desk/follows/measure-like.js";

/** Papers in the order in which they arrive, with their vectors. */
export interface Arriving {
  readonly papers: readonly Paper[];
  readonly vectors: readonly Float32Array[];
}

export interface Scored {
  /** The number of the watch. */
  readonly watch: number;
  /** The place of the paper. */
  readonly place: number;
  readonly score: number;
}

const batchSize = 100;
const ignore = (): void => undefined;

/**
 * Papers arrive, batch by batch, are indexed and matched as in a running library, which knows only those that came
 * before. Ordinals are places plus one.
 */
export async function matchArriving(
  { papers, vectors }: Arriving,
  watches: readonly Watch[],
  cosines: CosineScale,
): Promise<readonly Scored[]> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-arriving-"));
  const logger = { info: ignore, warn: ignore, error: ignore };
  const keywordIndex = await createBm25Index({ folder, storeId: "arriving", logger });
  try {
    const readPapers = async (ordinals: readonly number[]) =>
      new Map(ordinals.map((ordinal) => [ordinal, papers[ordinal - 1]!]));
    const matcher = createPaperMatcher({
      openPaperTests: createPaperTests(),
      keywordIndex,
      embedder: { cosines },
      watchedVectors: createListedVectors(),
      measureLike: createMeasureLike({ papers: { readPapers }, keywordIndex }),
    });
    await matcher.put(watches);
    const scored: Scored[] = [];
    for (let from = 0; from < papers.length; from += batchSize) {
      const batch = papers.slice(from, from + batchSize).map((paper, at) => ({ paper, ordinal: 1 + from + at }));
      const put = batch.map(({ paper, ordinal }) => ({
        ordinal,
        ...readPaperWords(paper),
        names: paper.authors,
        keywords: paper.keywords,
      }));
      await keywordIndex.apply({ put, removed: [], lastChange: from + put.length });
      const found = await matcher.match(batch.map((one) => ({ ...one, vector: vectors[one.ordinal - 1]! })));
      for (const { follow, ordinal, score } of found) scored.push({ watch: follow, place: ordinal - 1, score });
    }
    return scored;
  } finally {
    await keywordIndex.close();
    await rm(folder, { recursive: true, force: true });
  }
}
