import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { createModelStore } from "../../../models/fetch.js";
import { createTransformersEmbedder } from "../../../src/adapters/transformers/embedder.js";
import { bootstrapMean, computeMean } from "../../../src/domain/evaluation/resampling.js";
import { type RankingWeights, shippedWeights } from "../../../src/domain/screening/rank-undecided.js";
import { createKeptVectors, type TextVectors } from "../fusion/kept-vectors.js";
import { formatInterval } from "../recommend/recommend-bench.js";
import { formatTable } from "../statistics.js";
import { formatEstimates, formatStopping, formatThroughout, type ReadingsOf } from "./estimates.js";
import { baselines, bySimilarity, otherRankers, type Ranker, rankByDomain, type Start, starts } from "./rankers.js";
import { computeRecall, computeWss, type Reading, simulate } from "./simulate.js";
import { judgedCollections, readTopics, type Topic } from "./topics.js";

const modelId = "bge-small-en-v1.5";
/** Of each collection, for comparisons with many variants. */
const comparedTopics = 8;

interface Size {
  readonly vectorFolder: string | undefined;
  /** Only this part: tables, rankers or weights. */
  readonly part: string | undefined;
  /** Topics of each collection, for a trial run. */
  readonly topics: number | undefined;
}

/**
 * Screening of judged collections, simulated: each topic with at least 8 relevant papers is a review of its whole
 * collection.
 */
export async function benchScreening(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { vectorFolder, part, topics: most }: Size,
): Promise<void> {
  const model = await createModelStore({ hubEndpoint: "https://huggingface.co" }).find(modelId);
  if (!model) {
    tell(`The model ${modelId} is not on this machine (paperkin models fetch ${modelId}): nothing was measured.`);
    return;
  }
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const threads = { queries: {}, documents: { threads: availableParallelism() } };
  const embedder = await createTransformersEmbedder({ model: model.spec, folder: model.folder, logger, ...threads });
  try {
    const collections = await readCollections(dirname(corpus.papers), createKeptVectors(embedder, vectorFolder), most);
    for (const { name, topics } of collections)
      tell(`${name}: ${topics[0]?.pool.papers.length} papers, ${topics.length} topics`);
    const parts = { tables: reportReviews, rankers: compareRankers, weights: compareWeights };
    for (const [name, report] of Object.entries(parts))
      if (part === undefined || part === name) report(collections, tell);
  } finally {
    await embedder.close();
  }
}

export interface TopicsOf {
  readonly name: string;
  readonly topics: readonly Topic[];
}

async function readCollections(
  folder: string,
  texts: TextVectors,
  most: number | undefined,
): Promise<readonly TopicsOf[]> {
  const collections: TopicsOf[] = [];
  for (const name of judgedCollections)
    collections.push({ name, topics: await readTopics(folder, { name, texts, most }) });
  return collections;
}

type Measures = ReturnType<typeof measure>;

function measure(reading: Reading) {
  const [r5, r10, r20, r50] = [0.05, 0.1, 0.2, 0.5].map((share) => computeRecall(reading, share));
  return { r5: r5!, r10: r10!, r20: r20!, r50: r50!, wss: computeWss(reading) };
}

function measureAll(topics: readonly Topic[], start: Start, ranker: Ranker): readonly Measures[] {
  return topics.map((topic) => measure(simulate(topic, start, ranker)));
}

/** What weights are chosen by: recall after 10 and 20 % and the work saved, averaged. */
function judge({ r10, r20, wss }: Measures): number {
  return (r10 + r20 + wss) / 3;
}

const tried: readonly RankingWeights[] = [0, 0.5, 1, 2].flatMap((words) =>
  [0, 0.5, 1].map((excluded) => ({ words, excluded })),
);

/** The weights that each two collections choose, and what they reach on the other two. */
function compareWeights(collections: readonly TopicsOf[], tell: (line: string) => void): void {
  const scores = new Map<string, readonly number[]>();
  for (const { words, excluded } of tried) {
    const ranker = rankByDomain("", { words, excluded });
    const means = collections.map(({ topics }) =>
      computeMean(
        starts.flatMap((start) =>
          measureAll(space(topics, comparedTopics), start, ranker).map((value) => judge(value)),
        ),
      ),
    );
    scores.set(`words ${words}, excluded ${excluded}`, means);
    tell(`words ${words}, excluded ${excluded}: ${means.map((value) => value.toFixed(4)).join(" ")}`);
  }
  const pairs = collections.flatMap((_, one) => collections.slice(one + 1).map((__, at) => [one, one + 1 + at]));
  const rows = pairs.map((pair) => {
    const rate = (places: readonly number[], means: readonly number[]) => computeMean(places.map((at) => means[at]!));
    const others = [...collections.keys()].filter((at) => !pair.includes(at));
    const [name, chosen] = [...scores].reduce((best, next) =>
      rate(pair, next[1]) > rate(pair, best[1]) ? next : best,
    );
    const best = Math.max(...[...scores.values()].map((means) => rate(others, means)));
    return [
      pair.map((at) => collections[at]!.name).join(" and "),
      name,
      rate(others, chosen).toFixed(4),
      best.toFixed(4),
    ];
  });
  tell(formatTable(["chosen on", "weights", "on the other two", "best possible there"], rows));
}

/** Topics, evenly spaced. */
function space<Item>(items: readonly Item[], count: number): readonly Item[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, at) => items[Math.floor(at * step)]!);
}

/** Other ways to rank, on the same topics. */
function compareRankers(collections: readonly TopicsOf[], tell: (line: string) => void): void {
  const rankers = [...otherRankers, rankByDomain("meaning only", { words: 0, excluded: 0.5 }), shipped];
  const rows = starts.flatMap((start) =>
    rankers.map((ranker) => {
      const values = collections.map(({ topics }) => measureAll(space(topics, comparedTopics), start, ranker));
      const cells = values.map((of) => `${mean(of, "r10")}, ${mean(of, "wss")}`);
      tell(`${ranker.name} from ${start.name}: ${cells.join(" | ")}`);
      return [start.name, ranker.name, ...cells];
    }),
  );
  tell(formatTable(["start", "recall after 10 %, WSS@95", ...collections.map(({ name }) => name)], rows));
}

const shipped = rankByDomain("**ranked anew**", shippedWeights);

/** The tables of the documentation: all topics. */
function reportReviews(collections: readonly TopicsOf[], tell: (line: string) => void): void {
  const read: ReadingsOf[] = [];
  for (const { name, topics } of collections) {
    const reviews = starts.map((start) => ({ start, anew: topics.map((topic) => simulate(topic, start, shipped)) }));
    tell(`\n${name}, ${topics.length} topics\n\n${formatReviews(topics, reviews)}`);
    read.push({ name, readings: reviews.flatMap(({ anew }) => anew) });
    tell(`\n${formatEstimates(read.slice(-1))}`);
  }
  tell(`\n${formatThroughout(read)}`);
  tell(`\n${formatStopping(read)}`);
}

interface Reviews {
  readonly start: Start;
  /** Of each topic, with the shipped ranking. */
  readonly anew: readonly Reading[];
}

function formatReviews(topics: readonly Topic[], reviews: readonly Reviews[]): string {
  const head = ["start", "order", "5 %", "10 %", "20 %", "50 %", "WSS@95", "recall after 10 %: ranked anew less it"];
  const rows = reviews.flatMap(({ start, anew: readings }) => {
    const anew = readings.map((reading) => measure(reading));
    const shown = baselines.filter((ranker) => !start.hasQuestion || ranker !== bySimilarity);
    const others = shown.map((ranker) => ({ ranker, values: measureAll(topics, start, ranker) }));
    return [...others, { ranker: shipped, values: anew }].map(({ ranker, values }) => [
      start.name,
      ranker.name,
      ...(["r5", "r10", "r20", "r50", "wss"] as const).map((field) => mean(values, field)),
      values === anew ? "" : formatInterval(bootstrapMean(anew.map((value, at) => value.r10 - values[at]!.r10))),
    ]);
  });
  return formatTable(head, rows);
}

function mean(values: readonly Measures[], field: keyof Measures): string {
  return computeMean(values.map((value) => value[field])).toFixed(2);
}
