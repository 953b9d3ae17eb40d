import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { computeNdcg } from "../../src/domain/evaluation/ranking-metrics.js";
import { bootstrapMean, type MeanInterval } from "../../src/domain/evaluation/resampling.js";
import { createPreferenceProfile } from "../../src/domain/recommend/preference-profile.js";
import { averageVectors, dotProduct, normalizeVector } from "../../src/domain/vectors/vector.js";
import { decodeVector } from "../../src/domain/vectors/file.js";
import { centreVector, measureSpread, type VectorSpread } from "../../src/domain/vectors/whitening.js";
import {
  collectReaders,
  hashText,
  readAuthor,
  readRivalTopics,
  type ReaderPaper,
  type Readership,
  type ReaderSession,
  readTopic,
  readTwoTopics,
  shuffle,
} from "./reader-sessions.js";
import { type LabelledVector, trainLinearClassifier } from "./linear-classifier.js";
import type { Row } from "./statistics.js";

const spreadSample = 3_000;
const authorSessions = 100;
const seeds = [0, 1, 2];
const classifierSample = 1_000;
const classifierCost = 0.01;
const depth = 10;

const methods = [
  "mean of the liked",
  "Rocchio, 1/4 of the disliked",
  "best match",
  "linear SVM",
  "shipped, liked alone",
  "shipped",
] as const;
type Method = (typeof methods)[number];

/**
 * nDCG@10 of recommendation methods for readers simulated from the large corpus: topic readers like papers with one
 * keyword, author readers like what that author wrote. They dislike papers near the liked ones, or about the nearest
 * other topic. Every method ranks the same papers.
 */
export async function benchRecommendations(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
): Promise<Row[]> {
  const papers = await readReaderPapers(corpus.papers);
  const vectors = await readUnitVectors(corpus.vectors, papers.length);
  const step = Math.max(1, Math.floor(vectors.length / spreadSample));
  const spread = measureSpread(vectors.filter((_, place) => place % step === 0))!;
  const readers = collectReaders(
    papers,
    vectors.map((vector) => centreVector(vector, spread.mean)),
  );
  const measured = new Map<string, Figures>();
  for (const [kind, sessions] of listSessions(readers)) {
    measured.set(kind, measure(sessions, { vectors, spread }));
    tell(`recommendations: ${measured.get(kind)!.shipped.length} readers of ${kind}`);
  }
  measured.set("all", poolFigures([...measured.values()]));
  tell(formatFigures(measured));
  return judgeFigures(measured.get("all")!);
}

async function readReaderPapers(file: string): Promise<ReaderPaper[]> {
  const papers: ReaderPaper[] = [];
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const { authors = [], keywords = [] } = JSON.parse(line) as Partial<ReaderPaper>;
    papers.push({ authors, keywords });
  }
  return papers;
}

async function readUnitVectors(file: string, count: number): Promise<Float32Array[]> {
  const bytes = await readFile(file);
  const width = bytes.length / count;
  return Array.from({ length: count }, (_, place) => {
    const vector = decodeVector(bytes.subarray(place * width, (place + 1) * width), "f16");
    return normalizeVector(vector) ?? vector;
  });
}

/** Generates sessions on demand, as their pools are large. Each topic and author has three readers. */
function* listSessions(readers: Readership): Generator<[kind: string, sessions: Iterable<ReaderSession>]> {
  const topics = keepUnseen(readers.topics.keys());
  const authors = shuffle(keepUnseen(readers.authors.keys()), "authors").slice(0, authorSessions);
  const readAll = (names: readonly string[], read: (name: string, seed: number) => ReaderSession | undefined) =>
    collectSessions(names.flatMap((name) => seeds.map((seed) => () => read(name, seed))));
  const topic = (count: number) =>
    readAll(topics, (name, seed) => readTopic(readers, name, { liked: count, disliked: count, seed }));
  const rivals = (count: number) =>
    readAll(topics, (name, seed) => readRivalTopics(readers, name, { liked: count, disliked: count, seed }));
  yield ["one topic, 5 + 5", topic(5)];
  yield ["one topic, 3 + 3", topic(3)];
  yield ["not its rival, 5 + 5", rivals(5)];
  yield ["not its rival, 3 + 3", rivals(3)];
  yield [
    "two topics, 5 and 2 + 4",
    readAll(topics, (name, seed) => readTwoTopics(readers, name, { liked: 5, other: 2, disliked: 4, seed })),
  ];
  yield [
    "one author, 3 + 3",
    readAll(authors, (name, seed) => readAuthor(readers, name, { liked: 3, disliked: 3, seed })),
  ];
}

/** The other third are the topics and authors used to tune the formula's weights. */
function keepUnseen(names: Iterable<string>): string[] {
  return [...names].filter((name) => BigInt(`0x${hashText(name)}`) % 3n !== 0n).toSorted();
}

function* collectSessions(reads: readonly (() => ReaderSession | undefined)[]): Generator<ReaderSession> {
  for (const read of reads) {
    const session = read();
    if (session && session.disliked.length > 0) yield session;
  }
}

/** nDCG@10 of each session, in the same order for each method. */
type Figures = Readonly<Record<Method, readonly number[]>>;

function measure(
  sessions: Iterable<ReaderSession>,
  corpus: { readonly vectors: readonly Float32Array[]; readonly spread: VectorSpread },
): Figures {
  const figures = makeRecord((): number[] => []);
  for (const session of sessions) {
    const scorers = createScorers(session, corpus);
    const judgements = new Map(session.relevant.map((place) => [String(place), 1]));
    for (const method of methods) {
      const scores = Float64Array.from(session.pool, (place) => scorers[method](corpus.vectors[place]!));
      const least = scores.toSorted().at(-depth) ?? -Infinity;
      const best = [...scores.keys()].filter((at) => scores[at]! >= least);
      const ranked = best.toSorted((one, other) => scores[other]! - scores[one]!);
      const ids = ranked.map((at) => String(session.pool[at]));
      figures[method].push(computeNdcg(ids, judgements, { depth }));
    }
  }
  return figures;
}

function createScorers(
  session: ReaderSession,
  { vectors, spread }: { readonly vectors: readonly Float32Array[]; readonly spread: VectorSpread },
): Record<Method, (vector: Float32Array) => number> {
  const liked = session.liked.map((place) => vectors[place]!);
  const disliked = session.disliked.map((place) => vectors[place]!);
  const towards = averageVectors(liked);
  const away = averageVectors(disliked);
  const alone = createPreferenceProfile({ liked, disliked: [], spread });
  const whole = createPreferenceProfile({ liked, disliked, spread });
  return {
    "mean of the liked": (vector) => dotProduct(towards, vector),
    "Rocchio, 1/4 of the disliked": (vector) => dotProduct(towards, vector) - dotProduct(away, vector) / 4,
    "best match": (vector) => Math.max(...liked.map((other) => dotProduct(other, vector))),
    "linear SVM": separateLiked(liked, { disliked, vectors, spread }),
    "shipped, liked alone": (vector) => alone.rate(vector).score,
    shipped: (vector) => whole.rate(vector).score,
  };
}

/**
 * As arxiv-sanity does: the liked papers against everything else, both classes with the same total weight (LinearSVC
 * with C 0.01 and balanced classes). Here a sample weighted as the whole stands for everything else, plus the disliked
 * papers.
 */
function separateLiked(
  liked: readonly Float32Array[],
  { disliked, vectors, spread }: { disliked: readonly Float32Array[] } & Parameters<typeof createScorers>[1],
): (vector: Float32Array) => number {
  const step = Math.ceil(vectors.length / classifierSample);
  const others = vectors.filter((vector, place) => place % step === 0 && !liked.includes(vector));
  const side = (classifierCost * vectors.length) / 2;
  const label = (some: readonly Float32Array[], liking: 1 | -1, cost: number): LabelledVector[] =>
    some.map((vector) => ({ vector: centreVector(vector, spread.mean), label: liking, cost }));
  const each = side / liked.length;
  const score = trainLinearClassifier([
    ...label(liked, 1, each),
    ...label(disliked, -1, each),
    ...label(others, -1, side / others.length),
  ]);
  return (vector) => score(centreVector(vector, spread.mean));
}

function makeRecord<Value>(make: (method: Method) => Value): Record<Method, Value> {
  return Object.fromEntries(methods.map((method) => [method, make(method)])) as Record<Method, Value>;
}

function poolFigures(kinds: readonly Figures[]): Figures {
  return makeRecord((method) => kinds.flatMap((figures) => figures[method]));
}

function formatFigures(measured: ReadonlyMap<string, Figures>): string {
  const columns = [...measured].map(([kind, figures]) => `${kind} (${figures.shipped.length})`);
  const head = [`| nDCG@10; shipped less it | ${columns.join(" | ")} |`, `|---|${columns.map(() => "---|").join("")}`];
  const rows = methods.map((method) => {
    const cells = [...measured.values()].map((figures) => {
      const mean = bootstrapMean(figures[method]).mean.toFixed(4);
      return method === "shipped" ? mean : `${mean}; ${formatInterval(compare(figures, method))}`;
    });
    return `| ${method} | ${cells.join(" | ")} |`;
  });
  return [...head, ...rows].join("\n");
}

/** How much better the shipped method is, paired by session. */
function compare(figures: Figures, method: Method): MeanInterval {
  return bootstrapMean(figures.shipped.map((value, session) => value - figures[method][session]!));
}

function formatInterval({ mean, low, high }: MeanInterval): string {
  const [middle, least, most] = [mean, low, high].map(
    (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`,
  );
  return `${middle} [${least}, ${most}]`;
}

function judgeFigures(all: Figures): Row[] {
  return methods
    .filter((method) => method !== "shipped")
    .map((method) => {
      const interval = compare(all, method);
      const what =
        method === "shipped, liked alone"
          ? "recommendations: nDCG@10 gained by the disliked papers"
          : `recommendations: nDCG@10 gained over ${method}`;
      return { what, figure: formatInterval(interval), goal: "interval above 0", met: interval.low > 0 };
    });
}
