import { computeNdcg } from "../../../src/domain/evaluation/ranking-metrics.js";
import { bootstrapMean, type MeanInterval } from "../../../src/domain/evaluation/resampling.js";
import {
  hashText,
  readAuthor,
  readRivalTopics,
  type Readership,
  type ReaderSession,
  readTopic,
  readTwoTopics,
  shuffle,
} from "./reader-sessions.js";
import { createRankers, depth, loadReaders, type Method, methods, type ReaderCorpus } from "./recommenders.js";
import type { Row } from "../statistics.js";

/** The first authors of their shuffled list; the others have never been drawn here. */
export const authorSessions = 100;
/** Readers of a progress line. */
const reportedReaders = 100;

/**
 * nDCG@10 of recommendation methods for readers simulated from the large corpus: topic readers like papers with one
 * keyword, author readers like what that author wrote. They dislike papers near the liked ones, or about the nearest
 * other topic. Every method ranks the same papers. `rounds`: readers of each topic and author.
 */
export async function benchRecommendations(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
  { rounds = 1 }: { readonly rounds?: number | undefined } = {},
): Promise<Row[]> {
  const { readers, vectors, spread } = await loadReaders(corpus);
  const measured = new Map<string, Figures>();
  const seeds = Array.from({ length: rounds }, (_, seed) => seed);
  for (const [kind, sessions] of listSessions(readers, seeds)) {
    const figures = measure(sessions, { vectors, spread, tell: (count) => tell(`${kind}: ${count} readers …`) });
    measured.set(kind, figures);
    tell(`${kind}: all ${figures.shipped.length} readers, nDCG@10 ${bootstrapMean(figures.shipped).mean.toFixed(4)}`);
  }
  measured.set("all", poolFigures([...measured.values()]));
  tell(formatFigures(measured));
  return judgeFigures(measured.get("all")!);
}

/** Generates sessions on demand, as their pools are large. Each topic and author has a reader for each seed. */
function* listSessions(
  readers: Readership,
  seeds: readonly number[],
): Generator<[kind: string, sessions: Iterable<ReaderSession>]> {
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
export function keepUnseen(names: Iterable<string>): string[] {
  return [...names].filter((name) => BigInt(`0x${hashText(name)}`) % 3n !== 0n).toSorted();
}

export function* collectSessions(reads: readonly (() => ReaderSession | undefined)[]): Generator<ReaderSession> {
  for (const read of reads) {
    const session = read();
    if (session && session.disliked.length > 0) yield session;
  }
}

/** nDCG@10 of each session, in the same order for each method. */
type Figures = Readonly<Record<Method, readonly number[]>>;

interface Measuring extends Pick<ReaderCorpus, "vectors" | "spread"> {
  readonly tell: (readers: number) => void;
}

function measure(sessions: Iterable<ReaderSession>, { tell, ...corpus }: Measuring): Figures {
  const figures = makeRecord((): number[] => []);
  for (const session of sessions) {
    const rankers = createRankers(session, corpus);
    const judgements = new Map(session.relevant.map((place) => [String(place), 1]));
    for (const method of methods) {
      const ids = rankers[method]().map(String);
      figures[method].push(computeNdcg(ids, judgements, { depth }));
    }
    if (figures.shipped.length % reportedReaders === 0) tell(figures.shipped.length);
  }
  return figures;
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

export function formatInterval({ mean, low, high }: MeanInterval): string {
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
