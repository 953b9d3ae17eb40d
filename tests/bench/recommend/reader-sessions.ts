import { createHash } from "node:crypto";
import { dotProduct } from "../../../src/domain/vectors/vector.js";

/** A paper of the large corpus, with the fields that determine its readers. */
export interface ReaderPaper {
  readonly authors: readonly string[];
  readonly keywords?: readonly string[];
}

/** A simulated reader who likes and dislikes some papers, all given by their positions in the corpus. */
export interface ReaderSession {
  readonly liked: readonly number[];
  readonly disliked: readonly number[];
  /** The papers to rank, without the liked and disliked ones. */
  readonly pool: readonly number[];
  /** All relevant papers, whether in the pool or not. */
  readonly relevant: readonly number[];
}

/** Papers for the simulated readers: by topic, among those with keywords, and by author, among all. */
export interface Readership {
  /** Positions of the papers that have keywords. */
  readonly described: readonly number[];
  readonly topics: ReadonlyMap<string, readonly number[]>;
  readonly authors: ReadonlyMap<string, readonly number[]>;
  readonly papers: readonly ReaderPaper[];
  /** Centred vectors, one per paper, for the choice of near papers. */
  readonly vectors: readonly Float32Array[];
}

/** Keywords that describe a method or its quality rather than a paper's topic. */
const vague = new Set(
  "general,application,other,evaluation,benchmark,dataset,analysis,deep learning,machine learning,efficiency,optimization,vision,robotic,diversity,learning,theory".split(
    ",",
  ),
);

/** Least and highest number of papers of a topic. */
export interface TopicSize {
  readonly fewest: number;
  readonly most: number;
}

const usualTopic: TopicSize = { fewest: 8, most: 60 };
const usualAuthor: TopicSize = { fewest: 10, most: 60 };

export function collectReaders(
  papers: readonly ReaderPaper[],
  vectors: readonly Float32Array[],
  { fewest, most }: TopicSize = usualTopic,
): Readership {
  const described = papers.flatMap(({ keywords = [] }, place) => (keywords.length > 0 ? [place] : []));
  const topics = gather(described, (place) => papers[place]!.keywords!.map(simplifyKeyword));
  const authors = gather([...papers.keys()], (place) => papers[place]!.authors);
  return {
    described,
    papers,
    vectors,
    topics: select(topics, (topic, { length }) => length >= fewest && length <= most && !vague.has(topic)),
    authors: select(
      authors,
      (name, { length }) => length >= usualAuthor.fewest && length <= usualAuthor.most && name.includes(" "),
    ),
  };
}

/**
 * Reads about one topic: likes some of its papers, and dislikes some near them. At least five more must be relevant.
 */
export function readTopic(readers: Readership, topic: string, ask: Asked): ReaderSession | undefined {
  const holders = shuffle(readers.topics.get(topic) ?? [], `${topic} ${ask.seed}`);
  if (holders.length < ask.liked + 5) return undefined;
  const liked = holders.slice(0, ask.liked);
  const near = findNear(readers, { among: readers.described, liked, depth: 50 });
  const own = new Set(holders);
  const strange = near.filter((place) => !own.has(place));
  const disliked = shuffle(strange, `${topic} not ${ask.seed}`).slice(0, ask.disliked);
  return { liked, disliked, ...split(readers.described, { liked, disliked, relevant: holders }) };
}

/** Reads about one topic, and dislikes papers of the most similar other topic. */
export function readRivalTopics(readers: Readership, topic: string, ask: Asked): ReaderSession | undefined {
  const rival = findRival(readers, topic, ask);
  if (rival === undefined) return undefined;
  const [own, others] = [readers.topics.get(topic)!, readers.topics.get(rival)!];
  const relevant = shuffle(subtract(own, others), `${topic} ${ask.seed}`);
  if (relevant.length < ask.liked + 5) return undefined;
  const liked = relevant.slice(0, ask.liked);
  const disliked = shuffle(subtract(others, own), `${topic} not ${ask.seed}`).slice(0, ask.disliked);
  return { liked, disliked, ...split(readers.described, { liked, disliked, relevant }) };
}

/** Reads about two topics that share no paper. */
export function readTwoTopics(readers: Readership, topic: string, ask: Asked & { other: number }) {
  const first = readTopic(readers, topic, { ...ask, disliked: Math.ceil(ask.disliked / 2) });
  const second = findUnrelated(readers, topic, ask);
  if (!first || !second) return undefined;
  const relevant = [topic, second.topic].flatMap((name) => readers.topics.get(name) ?? []);
  const liked = [...first.liked, ...second.session.liked];
  const named = new Set(relevant);
  const disliked = [...first.disliked, ...second.session.disliked].filter((place) => !named.has(place));
  return { liked, disliked, ...split(readers.described, { liked, disliked, relevant }) };
}

/** Reads one author, and dislikes near papers by others; ranks near papers of the whole corpus. */
export function readAuthor(readers: Readership, author: string, ask: Asked): ReaderSession | undefined {
  const own = shuffle(readers.authors.get(author) ?? [], `${author} ${ask.seed}`);
  if (own.length < ask.liked + 5) return undefined;
  const liked = own.slice(0, ask.liked);
  const pool = findNear(readers, { among: [...readers.papers.keys()], liked, depth: 300 });
  const circle = new Set(own.flatMap((place) => readers.papers[place]!.authors));
  const strange = findNear(readers, { among: pool, liked, depth: 50 }).filter((place) =>
    readers.papers[place]!.authors.every((name) => !circle.has(name)),
  );
  const disliked = shuffle(strange, `${author} not ${ask.seed}`).slice(0, ask.disliked);
  return { liked, disliked, ...split(pool, { liked, disliked, relevant: own }) };
}

export interface Asked {
  readonly liked: number;
  readonly disliked: number;
  readonly seed: number;
}

/** A repeatable random order. */
export function shuffle<Item extends number | string>(items: readonly Item[], seed: string): Item[] {
  const keys = new Map(items.map((item) => [item, hashText(`${seed} ${item}`)]));
  return items.toSorted((one, other) => (keys.get(one)! < keys.get(other)! ? -1 : 1));
}

export function hashText(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** Unifies keywords that differ only in case, marks, plural or prefixes like "Task:". */
function simplifyKeyword(keyword: string): string {
  const name = keyword
    .toLowerCase()
    .split(":")
    .at(-1)!
    .replace(/\(.*?\)/g, "");
  const words = name.match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (/^\w{2,}[^si]s$/.test(word) ? word.slice(0, -1) : word)).join(" ");
}

function gather(places: readonly number[], listNames: (place: number) => readonly string[]): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  for (const place of places) {
    for (const name of new Set(listNames(place))) byName.set(name, [...(byName.get(name) ?? []), place]);
  }
  return byName;
}

function select(
  byName: ReadonlyMap<string, readonly number[]>,
  isWanted: (name: string, places: readonly number[]) => boolean,
): Map<string, readonly number[]> {
  return new Map([...byName].filter(([name, places]) => name !== "" && isWanted(name, places)));
}

interface Near {
  readonly among: readonly number[];
  readonly liked: readonly number[];
  readonly depth: number;
}

/** The nearest papers of any liked paper, or of their sum. */
function findNear({ vectors }: Readership, { among, liked, depth }: Near): number[] {
  const likes = liked.map((place) => vectors[place]!);
  const sum = likes[0]!.map((_, at) => likes.reduce((total, vector) => total + vector[at]!, 0));
  const near = new Set<number>();
  for (const query of [...likes, sum]) {
    const cosines = Float32Array.from(among, (place) => dotProduct(query, vectors[place]!));
    const least = cosines.toSorted().at(-depth) ?? -Infinity;
    for (const [at, place] of among.entries()) if (cosines[at]! >= least) near.add(place);
  }
  for (const place of liked) near.delete(place);
  return [...near].toSorted((one, other) => one - other);
}

/** Another topic that shares no paper with this one, and whose centroid is far from this one's. */
function findUnrelated(readers: Readership, topic: string, ask: Asked & { other: number }) {
  const own = new Set(readers.topics.get(topic));
  const centre = sumUp(readers, topic);
  for (const other of shuffle([...readers.topics.keys()], `${topic} other ${ask.seed}`)) {
    if (readers.topics.get(other)!.some((place) => own.has(place))) continue;
    const otherCentre = sumUp(readers, other);
    const lengths = Math.hypot(...centre) * Math.hypot(...otherCentre);
    if (dotProduct(centre, otherCentre) / lengths >= 0.1) continue;
    const asked = { liked: ask.other, disliked: Math.floor(ask.disliked / 2), seed: ask.seed };
    const session = readTopic(readers, other, asked);
    if (session) return { topic: other, session };
  }
  return undefined;
}

/** The topic with the nearest centroid, among those that are mostly about other papers. */
function findRival({ topics, vectors }: Readership, topic: string, ask: Asked): string | undefined {
  const own = topics.get(topic) ?? [];
  const centre = sumUp({ topics, vectors }, topic);
  let rival: { readonly name: string; readonly cosine: number } | undefined;
  for (const [name, papers] of topics) {
    const strange = subtract(papers, own).length;
    if (name === topic || strange < ask.disliked || 2 * strange < papers.length) continue;
    const other = sumUp({ topics, vectors }, name);
    const cosine = dotProduct(centre, other) / (Math.hypot(...centre) * Math.hypot(...other));
    if (!rival || cosine > rival.cosine) rival = { name, cosine };
  }
  return rival?.name;
}

function subtract(places: readonly number[], without: readonly number[]): number[] {
  const left = new Set(without);
  return places.filter((place) => !left.has(place));
}

function sumUp({ topics, vectors }: Pick<Readership, "topics" | "vectors">, topic: string): Float32Array {
  const held = topics.get(topic)!.map((place) => vectors[place]!);
  return held[0]!.map((_, at) => held.reduce((total, vector) => total + vector[at]!, 0));
}

function split(
  places: readonly number[],
  { liked, disliked, relevant }: Omit<ReaderSession, "pool">,
): Pick<ReaderSession, "pool" | "relevant"> {
  const known = new Set([...liked, ...disliked]);
  const isNew = (place: number) => !known.has(place);
  return { pool: places.filter(isNew), relevant: relevant.filter(isNew) };
}
