import type { Ordinal } from "../../../domain/paper/paper.js";
import type { ComparedPapers } from "../../../domain/trends/compared-papers.js";
import { countTakenIn } from "../../../domain/trends/found-trends.js";
import { listTitled } from "../../../domain/trends/rising-topics.js";
import type { TrendFinder } from "../../../ports/desk/trend-finder.js";
import { openIdleThread } from "../../idle-thread.js";
import type { IndexNames } from "../index-names.js";
import type { PaperDocuments } from "../paper-documents.js";
import { createReadLabels } from "../paper-labels.js";
import { readCurrentPairs } from "../paper/duplicate-store.js";
import { readTakenIn, type TakenInDeps } from "./taken-in.js";
import type { ReadPapers, TrendTasks } from "./trend-thread.js";

export interface TrendFinderOptions extends Omit<TakenInDeps, "index"> {
  readonly indexes: Pick<IndexNames, "papers" | "pairs">;
  readonly documents: Pick<PaperDocuments, "readVectors">;
}

/** Papers whose vectors are read at a time: some milliseconds of the event loop. */
const papersAtOnce = 500;

/**
 * Reads what trends are found from in slices, and finds them in a thread: with 100,000 compared papers, the vectors of 384
 * numbers are 150 MB while it works.
 */
export function createOpenSearchTrendFinder(options: TrendFinderOptions): TrendFinder {
  const pool = openIdleThread({ callerUrl: import.meta.url, entry: "./trend-thread" });
  const run = <Name extends keyof TrendTasks>(
    name: Name,
    task: Parameters<TrendTasks[Name]>[0],
    transferList: ArrayBuffer[] = [],
  ) => pool.run(task, { name, transferList }) as Promise<ReturnType<TrendTasks[Name]>>;
  return {
    async findTrends(question) {
      const index = options.indexes.papers;
      const { compared, ...found } = await run("readDates", question);
      const days = await readTakenIn({ ...options, index }, question.papers.ordinals);
      const takenIn = countTakenIn(days, question.now);
      if (!("spans" in compared)) return { ...found, takenIn, topics: compared };
      const read = await readCompared(options, compared);
      const topics = await run("findTopics", { compared, read }, [read.vectors.buffer as ArrayBuffer]);
      return { ...found, takenIn, topics };
    },
    close: () => pool.destroy(),
  };
}

async function readCompared(
  { client, indexes, documents }: TrendFinderOptions,
  compared: ComparedPapers,
): Promise<ReadPapers> {
  const { ordinals, vectors } = await readVectors(documents, compared.ordinals);
  const titled = [...listTitled(compared)];
  const labels = await createReadLabels(client, indexes.papers)(titled);
  const pairs = await readCurrentPairs({ client, indexes }, [...ordinals]);
  return {
    ordinals,
    vectors,
    titles: new Map(Array.from(labels, ([ordinal, { title }]) => [ordinal, title])),
    pairs: Int32Array.from(pairs.flatMap(({ ordinal, other }) => [ordinal, other])),
  };
}

async function readVectors(
  documents: TrendFinderOptions["documents"],
  papers: Int32Array,
): Promise<Pick<ReadPapers, "ordinals" | "vectors">> {
  const ordinals: Ordinal[] = [];
  let vectors = new Float32Array(0);
  let size = 0;
  for (let from = 0; from < papers.length; from += papersAtOnce) {
    const slice = papers.subarray(from, from + papersAtOnce);
    const found = await documents.readVectors(slice);
    for (const ordinal of slice) {
      const vector = found.get(ordinal);
      if (!vector) continue;
      if (size === 0) {
        size = vector.length;
        vectors = new Float32Array(papers.length * size);
      }
      vectors.set(vector, ordinals.length * size);
      ordinals.push(ordinal);
    }
  }
  // A copy would be as large again; the thread reads only the beginning.
  return { ordinals: Int32Array.from(ordinals), vectors: vectors.subarray(0, ordinals.length * size) };
}
