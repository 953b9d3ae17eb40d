import { createPaperBatch, readTested, type Tested } from "../../../domain/follows/paper-batch.js";
import type { FoundMatch, NewPaper, Watch } from "../../../domain/follows/watch.js";
import type { Paper } from "../../../domain/paper/paper.js";
import { extractTerms } from "../../../domain/text/terms.js";
import type { WatchedVectors } from "../../../ports/desk/watched-vectors.js";
import type { Embedder } from "../../../ports/models/embedder.js";
import type { KeywordSearch } from "../../../ports/search/keyword-index.js";
import type { OpenPaperTests } from "../../../ports/search/paper-tests.js";
import { createGiveWay, type GiveWay } from "./give-way.js";
import type { MeasureLike } from "./measure-like.js";
import { matchNamed, matchOpen, matchRanked, type MatchRound, rememberLimits } from "./match-round.js";
import { createWatchTable, type WatchTable } from "./watch-table.js";
import { weighWatches } from "./weigh-watches.js";

export interface MatchPapersDeps {
  readonly openPaperTests: OpenPaperTests;
  readonly keywordIndex: Pick<KeywordSearch, "weighTerms" | "vocabulary" | "count">;
  readonly embedder: Pick<Embedder, "cosines">;
  readonly watchedVectors: WatchedVectors;
  readonly measureLike: MeasureLike;
}

/**
 * Compares new papers with everything that is watched, without a search of the library: what a paper has leads to the
 * watches that it may fit.
 */
export interface PaperMatcher {
  /** How many watches there are. */
  readonly size: number;
  put(watches: readonly Watch[]): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
  /** The last paper before every watch. */
  readonly after: number;
  /**
   * The matches of these papers, at most a few hundred at a time: by words, names and filters, and by meaning as well for
   * those that have a vector; all of them have one, or none.
   */
  match(papers: readonly NewPaper[]): Promise<readonly FoundMatch[]>;
}

export function createPaperMatcher(deps: MatchPapersDeps): PaperMatcher {
  const table = createWatchTable();
  const weights = createWeighing(deps, table);
  return {
    get size() {
      return table.size;
    },
    get after() {
      return table.bounds.after;
    },
    async put(watches) {
      const giveWay = createGiveWay();
      for (let from = 0; from < watches.length; from += watchesAtOnce) {
        const group = watches.slice(from, from + watchesAtOnce);
        const terms = await weighWatches(deps.keywordIndex, group);
        const changes = group.map((watch, at) => table.put(watch, terms[at]!));
        await deps.watchedVectors.remove(changes.flatMap(({ removed }) => removed));
        await deps.watchedVectors.put(changes.flatMap(({ added }) => added));
        await giveWay();
      }
    },
    remove: (ids) => deps.watchedVectors.remove(ids.flatMap(table.remove)),
    async match(papers) {
      const fresh = papers.filter(({ ordinal }) => ordinal > table.bounds.after);
      if (fresh.length === 0 || table.size === 0) return [];
      await weights.refresh();
      return matchFresh(deps, table, fresh);
    },
  };
}

const watchesAtOnce = 64;

/** Words become more or less rare as the library grows; so little changes no score by 0.01. */
const growth = 1.1;

function createWeighing({ keywordIndex }: MatchPapersDeps, table: WatchTable): { refresh(): Promise<void> } {
  let weighedAt = keywordIndex.count;
  return {
    async refresh() {
      const { count } = keywordIndex;
      if (count < weighedAt * growth && weighedAt < count * growth) return;
      weighedAt = count;
      const giveWay = createGiveWay();
      const all = [...table.list()];
      for (let from = 0; from < all.length; from += watchesAtOnce) {
        const group = all.slice(from, from + watchesAtOnce);
        const terms = await weighWatches(
          keywordIndex,
          group.map(({ watch }) => watch),
        );
        for (const [at, placed] of group.entries()) table.weigh(placed, terms[at]!);
        await giveWay();
      }
    },
  };
}

async function matchFresh(
  deps: MatchPapersDeps,
  table: WatchTable,
  fresh: readonly NewPaper[],
): Promise<readonly FoundMatch[]> {
  const { keywordIndex, embedder, watchedVectors } = deps;
  const vectors = fresh.flatMap(({ vector }) => vector ?? []);
  const { unrelated, spread } = embedder.cosines;
  const least = unrelated + table.bounds.reach * spread * (20 / 3);
  const near =
    vectors.length > 0 && table.bounds.reach < Infinity ? await watchedVectors.findWithin(vectors, least) : [];
  const giveWay = createGiveWay();
  const papers = fresh.map(({ paper }) => paper);
  const tested = await readInSteps(papers, giveWay);
  const { matchFilter } = deps.openPaperTests(papers, vectors.length > 0);
  await giveWay();
  const { learnPrefixes, listTermsOf } = createTermLister(keywordIndex);
  const batch = createPaperBatch(tested, { matchFilter, listTermsOf });
  const { penalty } = await keywordIndex.weighTerms([]);
  const round: MatchRound = { deps, table, batch, penalty, giveWay, meets: rememberLimits(batch, learnPrefixes) };
  const found: FoundMatch[] = [...(await matchOpen(round, fresh))];
  for (const [place, paper] of fresh.entries()) {
    await giveWay();
    for (const match of await matchNamed(round, paper, place)) found.push(match);
    for (const match of await matchRanked(round, paper, { place, near: near[place] })) found.push(match);
  }
  return found;
}

async function readInSteps(papers: readonly Paper[], giveWay: GiveWay): Promise<readonly Tested[]> {
  const tested: Tested[] = [];
  for (const paper of papers) {
    tested.push(readTested(paper));
    await giveWay();
  }
  return tested;
}

/** Few words of the library begin so. */
const maxWords = 1_000;

interface TermLister {
  /** Must end before the terms of a prefix are listed. */
  learnPrefixes(prefixes: readonly string[]): Promise<void>;
  listTermsOf(prefix: string): ReadonlySet<string>;
}

function createTermLister({ vocabulary }: MatchPapersDeps["keywordIndex"]): TermLister {
  const known = new Map<string, ReadonlySet<string>>();
  return {
    async learnPrefixes(prefixes) {
      const unknown = prefixes.filter((prefix) => !known.has(prefix));
      const listed = await Promise.all(unknown.map((prefix) => vocabulary.completeWord(prefix, maxWords)));
      for (const [at, words] of listed.entries()) {
        known.set(unknown[at]!, new Set(words.flatMap(({ text }) => extractTerms(text))));
      }
    },
    listTermsOf: (prefix) => known.get(prefix)!,
  };
}
