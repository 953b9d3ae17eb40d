import type { Ordinal } from "../../../domain/paper/paper.js";
import { type Ask, type Hit, maxHits } from "./ask.js";
import { allOf, anyOf, cutChunks, everyPaper, hasOrdinal, noneOf, type Query } from "./query.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import type { PaperSets } from "../../../ports/search/paper-sets.js";

/** The papers that a query finds. It asks only when it is itself asked. */
class QuerySet implements PaperSet {
  readonly query: Query;
  private readonly ask: Ask;

  constructor(ask: Ask, query: Query) {
    this.ask = ask;
    this.query = query;
  }

  intersect = (other: PaperSet): PaperSet => new QuerySet(this.ask, allOf([this.query, toQuery(other)]));
  unite = (other: PaperSet): PaperSet => new QuerySet(this.ask, anyOf([this.query, toQuery(other)]));
  subtract = (other: PaperSet): PaperSet => new QuerySet(this.ask, noneOf(this.query, [toQuery(other)]));
  add = (ordinals: Iterable<Ordinal>): PaperSet => this.unite(new ListedSet(this.ask, ordinals));
  remove = (ordinals: Iterable<Ordinal>): PaperSet => this.subtract(new ListedSet(this.ask, ordinals));

  async count(): Promise<number> {
    const { hits } = await this.ask.search({ query: this.query, size: 0, track_total_hits: true });
    return hits.total?.value ?? 0;
  }

  async pick(ordinals: Iterable<Ordinal>): Promise<ReadonlySet<Ordinal>> {
    const chunks = cutChunks([...new Set(ordinals)].toSorted(ascending), maxHits);
    const picks = chunks.map((chunk) => pageOf(allOf([hasOrdinal(chunk), this.query]), chunk.length));
    return new Set((await this.ask.searchAll(picks)).flatMap((answer) => [...readOrdinals(answer.hits.hits)]));
  }

  async list(limit = Number.POSITIVE_INFINITY): Promise<Int32Array> {
    const query = { bool: { filter: [this.query] } };
    return readOrdinals(await listInOrder(this.ask, query, { sort: [{ ordinal: "asc" }], limit }));
  }

  /** The largest hashes of ordinals are as good as drawn by lot. */
  async sample(size: number): Promise<Int32Array> {
    const count = await this.count();
    if (count <= size) return this.list();
    if (size > maxHits) return thinOut(await this.listShare((sampleSurplus * size) / count), size);
    const query = drawByLot(this.query);
    const { hits } = await this.ask.search({ ...pageOf(query, size), sort: [{ _score: "desc" }, { ordinal: "asc" }] });
    return Int32Array.from(hits.hits, ({ sort }) => Number(sort![1])).sort();
  }

  private listShare(share: number): Promise<Int32Array> {
    return new QuerySet(this.ask, drawShare(this.query, share)).list();
  }
}

/** Papers that are known here. What needs no other papers needs no question. */
class ListedSet implements PaperSet {
  /** Ascending. */
  readonly ordinals: Int32Array;
  private readonly ask: Ask;

  constructor(ask: Ask, ordinals: Iterable<Ordinal>) {
    this.ask = ask;
    this.ordinals = Int32Array.from(new Set(ordinals)).sort();
  }

  private get described(): QuerySet {
    return new QuerySet(this.ask, toQuery(this));
  }

  private keep(passes: (ordinal: Ordinal) => boolean): PaperSet {
    return new ListedSet(this.ask, this.ordinals.filter(passes));
  }

  intersect(other: PaperSet): PaperSet {
    if (!(other instanceof ListedSet)) return this.described.intersect(other);
    const others = new Set(other.ordinals);
    return this.keep((ordinal) => others.has(ordinal));
  }

  unite(other: PaperSet): PaperSet {
    if (!(other instanceof ListedSet)) return this.described.unite(other);
    return this.add(other.ordinals);
  }

  subtract(other: PaperSet): PaperSet {
    return other instanceof ListedSet ? this.remove(other.ordinals) : this.described.subtract(other);
  }

  add(ordinals: Iterable<Ordinal>): PaperSet {
    return new ListedSet(this.ask, [...this.ordinals, ...ordinals]);
  }

  remove(ordinals: Iterable<Ordinal>): PaperSet {
    const removed = new Set(ordinals);
    return this.keep((ordinal) => !removed.has(ordinal));
  }

  count = async () => this.ordinals.length;

  async pick(ordinals: Iterable<Ordinal>): Promise<ReadonlySet<Ordinal>> {
    const own = new Set(this.ordinals);
    return new Set([...ordinals].filter((ordinal) => own.has(ordinal)));
  }

  list = async (limit = this.ordinals.length) => this.ordinals.slice(0, Math.max(0, limit));

  sample = async (size: number) => thinOut(this.ordinals, size);
}

export function describePapers(ask: Ask, query: Query): PaperSet {
  return new QuerySet(ask, query);
}

export function createPaperSets(ask: Ask): PaperSets {
  return { of: (ordinals) => new ListedSet(ask, ordinals) };
}

/** The query that finds the papers of a set of this engine. */
export function toQuery(papers: PaperSet): Query {
  if (papers instanceof QuerySet) return papers.query;
  // Some ordinals are those of no paper.
  if (papers instanceof ListedSet) return { bool: { filter: [hasOrdinal(papers.ordinals), everyPaper] } };
  throw new TypeError("the papers are a set of another engine");
}

/** The papers of a set that is known without a question. */
export function readListed(papers: PaperSet): Int32Array | undefined {
  return papers instanceof ListedSet ? papers.ordinals : undefined;
}

/** Any fixed number. */
const sampleSeed = 20_190_607;
/** A share drawn by lot has some papers more or less. */
const sampleSurplus = 1.02;

/** Scores the papers of a query by chance, from 0 to 1, and each time alike. */
function drawByLot(query: Query, minScore?: number): Query {
  const random = { random_score: { seed: sampleSeed, field: "ordinal" } };
  return {
    function_score: {
      query: allOf([query]),
      functions: [random],
      boost_mode: "replace",
      ...(minScore !== undefined && { min_score: minScore }),
    },
  };
}

/** About this share of the papers of a query, from all over it; the same share has the same papers. */
export function drawShare(query: Query, share: number): Query {
  return drawByLot(query, Math.max(0, 1 - share));
}

/** So many papers, evenly spaced, or all of fewer. */
function thinOut(ordinals: Int32Array, size: number): Int32Array {
  const { length } = ordinals;
  if (length <= size) return ordinals;
  return ordinals.filter((_, at) => Math.floor((at * size) / length) < Math.floor(((at + 1) * size) / length));
}

const ascending = (one: Ordinal, other: Ordinal) => one - other;

/** All papers that a query finds, or the first ones, in an order that ends with the ordinal. */
export async function listInOrder(
  ask: Ask,
  query: Query,
  { sort, limit }: { readonly sort: readonly Query[]; readonly limit: number },
): Promise<readonly Hit[]> {
  const found: Hit[] = [];
  while (found.length < limit) {
    const size = Math.min(maxHits, limit - found.length);
    const after = found.at(-1)?.sort;
    const page = { query, size, sort, track_total_hits: false } as const;
    const { hits } = await ask.search({ ...page, ...(after && { search_after: after }) });
    found.push(...hits.hits);
    if (hits.hits.length < size) break;
  }
  return found;
}

function pageOf(query: Query, size: number) {
  return {
    query: { bool: { filter: [query] } },
    size,
    sort: [{ ordinal: "asc" }],
    track_total_hits: false,
  };
}

function readOrdinals(hits: readonly { readonly sort?: readonly unknown[] }[]): Int32Array {
  return Int32Array.from(hits, ({ sort }) => Number(sort![0]));
}
