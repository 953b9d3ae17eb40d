import { computeNdcg } from "../../../src/domain/evaluation/ranking-metrics.js";
import { bootstrapMean } from "../../../src/domain/evaluation/resampling.js";
import { groupInterests } from "../../../src/domain/recommend/interests.js";
import { formatTable, type Row } from "../statistics.js";
import {
  readAuthor,
  type ReaderSession,
  type Readership,
  readTopic,
  readTwoTopics,
  shuffle,
  type TopicSize,
} from "./reader-sessions.js";
import { authorSessions, collectSessions, formatInterval, keepUnseen } from "./recommend-bench.js";
import { depth, loadReaders, rateAsOne, type ReaderCorpus, recommend } from "./recommenders.js";

/** No reader of the other benchmarks reads a topic of so many papers. */
const broadTopic: TopicSize = { fewest: 61, most: 300 };
/** 11 with the authors before these chose the cosines between interests and near a disliked paper. */
const seed = 29;
const authors = 200;
const reportedReaders = 100;

/** nDCG@10 of one reader with both methods. */
interface Figure {
  readonly liked: number;
  readonly interests: number;
  readonly asOne: number;
  readonly shipped: number;
}

/**
 * Recommendations with interests told apart, and as one interest, for readers on whom nothing was chosen or looked at:
 * of broad topics and of authors that no other benchmark draws, from another seed.
 */
export async function benchHeldOutReaders(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
): Promise<Row[]> {
  const read = await loadReaders(corpus, broadTopic);
  const figures: Figure[] = [];
  for (const session of listSessions(read.readers)) {
    figures.push(measure(session, read));
    if (figures.length % reportedReaders === 0) tell(`${figures.length} readers …`);
  }
  const groups: readonly [string, (figure: Figure) => boolean][] = [
    ["all", () => true],
    ["1", ({ liked }) => liked === 1],
    ["3", ({ liked }) => liked === 3],
    ["6 or 7", ({ liked }) => liked === 6 || liked === 7],
    ["12", ({ liked }) => liked === 12],
    ["found to be one interest", ({ interests }) => interests === 1],
    ["found to be several", ({ interests }) => interests > 1],
  ];
  const rows = groups.map(([name, belongs]) => describeGroup(name, figures.filter(belongs)));
  tell(formatTable(["liked papers", "as one interest", "with interests", "difference"], rows));
  return [];
}

function listSessions(readers: Readership): Iterable<ReaderSession> {
  const topics = [...readers.topics.keys()].toSorted();
  const unseen = shuffle(keepUnseen(readers.authors.keys()), "authors").slice(
    authorSessions + authors,
    authorSessions + 2 * authors,
  );
  const ofTopics = [1, 3, 6, 12].flatMap((liked) =>
    topics.map((name) => () => readTopic(readers, name, { liked, disliked: Math.min(liked, 5), seed })),
  );
  const ofTwo = topics.map((name) => () => readTwoTopics(readers, name, { liked: 5, other: 2, disliked: 4, seed }));
  const ofAuthors = unseen.map((name) => () => readAuthor(readers, name, { liked: 3, disliked: 3, seed }));
  return collectSessions([...ofTopics, ...ofTwo, ...ofAuthors]);
}

function measure(session: ReaderSession, { vectors, spread, readers }: ReaderCorpus): Figure {
  const read = (places: readonly number[]) => places.map((place) => vectors[place]!);
  const [liked, disliked] = [read(session.liked), read(session.disliked)];
  const rate = rateAsOne({ liked, disliked, spread });
  const asOne = session.pool
    .map((place) => ({ place, score: rate(vectors[place]!) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, depth)
    .map(({ place }) => place);
  const shipped = recommend({ pool: session.pool, vectors, liked, disliked, spread });
  const judgements = new Map(session.relevant.map((place) => [String(place), 1]));
  const judge = (places: readonly number[]) => computeNdcg(places.map(String), judgements, { depth });
  return {
    liked: liked.length,
    interests: groupInterests(session.liked.map((place) => readers.vectors[place]!)).length,
    asOne: judge(asOne),
    shipped: judge(shipped),
  };
}

function describeGroup(name: string, figures: readonly Figure[]): readonly string[] {
  const mean = (read: (figure: Figure) => number) => bootstrapMean(figures.map(read)).mean.toFixed(4);
  return [
    `${name} (${figures.length})`,
    mean(({ asOne }) => asOne),
    mean(({ shipped }) => shipped),
    formatInterval(bootstrapMean(figures.map(({ asOne, shipped }) => shipped - asOne))),
  ];
}
