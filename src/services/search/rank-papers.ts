import type { CallOptions } from "../../domain/concurrency/call-options.js";
import {
  type Candidate,
  fuseEvidence,
  fusionDepth,
  type FusedPaper,
  goodEvidence,
  listLater,
  nearDepth,
  type RatedPaper,
  toEvidence,
  weighWordsAlone,
} from "../../domain/search/fusion.js";
import { type RankedColumns, type RankedPaper, toColumns } from "../../domain/search/hit.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { SearchMode } from "../../domain/search/request.js";
import type { Alternatives, KeywordHits, KeywordQuery, KeywordSearch } from "../../ports/search/keyword-index.js";
import type { PaperSets } from "../../ports/search/paper-sets.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import { type Gathered, gatherEvidence, type GatherEvidenceDeps, type Lists } from "./gather-evidence.js";
import type { Stopwatch } from "./stopwatch.js";

export interface RankPapersDeps extends GatherEvidenceDeps {
  readonly keywordIndex: Pick<KeywordSearch, "search">;
  readonly vectorIndex: Pick<VectorSearch, "search">;
  readonly paperSets: PaperSets;
}

export interface Question extends CallOptions {
  /** The words to search by meaning. */
  readonly text: string;
  /** The same words, spelled as in the corpus. */
  readonly keywords: string;
  /** Words of which any matches, besides `keywords`. */
  readonly alternatives?: Alternatives | undefined;
  readonly mode: SearchMode;
  readonly semanticWeight: number;
  /** Ranks only these papers, as if the library had no others. */
  readonly allow: PaperSet | undefined;
  /** Papers that are found in any case. */
  readonly exact: readonly Ordinal[];
  /** Only papers with at least this score are found; by default good matches, and the first ones in any case. */
  readonly minScore: number | undefined;
  readonly stopwatch: Stopwatch;
}

export interface Ranking {
  /** The first papers of either list, best first. */
  readonly ranked: readonly FusedPaper[];
  /** The other near papers, best first. */
  listNear(): readonly RatedPaper[];
  /** The evidence of a ranked or near paper. */
  findEvidence(ordinal: Ordinal): number | undefined;
  /** What the question finds, including the exact papers. A word's other papers are in no list. */
  readonly found: PaperSet;
  /** Papers that share a word or are near, but are not found. */
  readonly others: PaperSet;
  /** All papers with at least the score of a good match, and the exact ones. May take another keyword search. */
  listGood(): Promise<PaperSet>;
  /** What the ranking is based on, for explanations. */
  readonly evidence: Evidence;
}

export interface Evidence {
  readonly semanticWeight: number;
  /** Undefined for a paper that is neither ranked nor near. */
  findCandidate(ordinal: Ordinal): Candidate | undefined;
  /** Best first, as the indexes returned them. */
  readonly keyword: readonly RankedPaper[];
  readonly meaning: RankedColumns;
  /** The highest keyword score that a paper could have. */
  readonly attainable: number;
}

/**
 * Ranks papers by words, by meaning, or by both, and decides which of them are found. Nothing of this depends on a
 * filter: a filter only leaves papers out, so its count is known before it is set.
 */
export type RankPapers = (question: Question) => Promise<Ranking>;

export function createRankPapers(deps: RankPapersDeps): RankPapers {
  return async (question) => {
    const { mode, semanticWeight, stopwatch, text } = question;
    const weight = mode === "hybrid" ? semanticWeight : mode === "semantic" ? 1 : 0;
    // The keyword search runs while a thread embeds the query; what each list needs from the other follows.
    const nearing = weight > 0 ? findNearest(deps, question) : toColumns([]);
    const [near, words] = await Promise.all([nearing, findWords(deps, question, weight)]);
    const probed = await stopwatch.time("keywordMs", () => probeWords(deps, question, { words, near, weight }));
    // Field by field, here and below: V8 drops the shapes of objects made by spreading, and compiles again what reads them.
    const lists = { words, near, probed: probed.probed, covered: probed.covered, weight };
    const gathered = await stopwatch.time("fuseMs", () => gatherEvidence(deps, text, lists));
    return stopwatch.time("fuseMs", () => settleRanking(deps, question, { lists, gathered }));
  };
}

async function findNearest(deps: RankPapersDeps, question: Question): Promise<RankedColumns> {
  const { stopwatch, text, allow, signal } = question;
  const vector = await stopwatch.time("embedMs", () => deps.embedQuery(text, { signal }));
  return stopwatch.time("semanticMs", () => deps.vectorIndex.search({ vector, limit: nearDepth, allow }));
}

function findWords({ keywordIndex }: RankPapersDeps, question: Question, weight: number): Promise<KeywordHits> {
  const { stopwatch, allow, minScore } = question;
  const { text, alternatives } = chooseWords(question, weight);
  // The other questions are answered without the set of good matches, and finding it scores many papers.
  const needsStrong = weight > 0 && minScore === undefined;
  const minShare = needsStrong ? goodEvidence / weighWordsAlone(weight) : undefined;
  const query = { text, alternatives, limit: fusionDepth, wantsMatched: true, allow, minShare };
  return stopwatch.time("keywordMs", () => keywordIndex.search(query));
}

function chooseWords(
  { keywords: text, alternatives }: Question,
  weight: number,
): Pick<KeywordQuery, "text" | "alternatives"> {
  return weight < 1 ? { text, alternatives } : { text: "", alternatives: undefined };
}

/** What the words of the near papers, and of the first of both lists, are worth. */
async function probeWords(
  { keywordIndex }: RankPapersDeps,
  { keywords, alternatives }: Question,
  { words, near, weight }: Pick<Lists, "words" | "near" | "weight">,
): Promise<Pick<Lists, "probed" | "covered">> {
  const { ordinals } = near;
  if (ordinals.length === 0 || weight === 1) return { probed: new Float64Array(ordinals.length), covered: new Map() };
  const first = new Set(ordinals.subarray(0, fusionDepth));
  for (const { ordinal } of words.hits) first.add(ordinal);
  const cover = Int32Array.from(first);
  const query = { text: keywords, alternatives, limit: 0, probe: ordinals, cover };
  const { probed, covered } = await keywordIndex.search(query);
  return { probed, covered: new Map(Array.from(cover, (ordinal, row) => [ordinal, covered[row]!])) };
}

interface Ranked {
  readonly lists: Lists;
  readonly gathered: Gathered;
}

async function settleRanking(deps: RankPapersDeps, question: Question, { lists, gathered }: Ranked): Promise<Ranking> {
  const { words, weight } = lists;
  const { first, later } = gathered;
  const ranked = fuseEvidence(first, weight);
  const addListed = createAdder({ ranked, later, exact: question.exact });
  const all = addListed(words.matched!, -Infinity);
  const listGood = async () => {
    const strong = words.strong ?? (await findStrong(deps, question, { weight, least: goodEvidence }));
    return addListed(strong, goodEvidence);
  };
  const found = await findMatches(deps, question, { listGood, all, addListed, weight, ranked });
  let near: readonly RatedPaper[] | undefined;
  return {
    ranked,
    listNear: () => (near ??= listLater(later, weight)),
    findEvidence: createEvidenceFinder(ranked, later),
    found,
    others: all.subtract(found),
    listGood,
    evidence: describeEvidence(lists, gathered),
  };
}

/** Adds papers to a set: the ranked and near ones with at least this evidence, and the exact ones. */
type AddListed = (papers: PaperSet, least: number) => PaperSet;

function createAdder(listed: Pick<Ranking, "ranked"> & Pick<Gathered, "later"> & Pick<Question, "exact">): AddListed {
  const { ranked, later, exact } = listed;
  return (papers, least) => {
    const added = [...exact];
    for (const { ordinal, evidence } of ranked) if (evidence >= least) added.push(ordinal);
    for (let place = 0; place < later.ordinals.length; place += 1) {
      if (later.evidence[place]! >= least) added.push(later.ordinals[place]!);
    }
    return papers.add(added);
  };
}

/** The papers with at least this evidence by their words. */
async function findStrong(
  { keywordIndex }: RankPapersDeps,
  question: Question,
  { weight, least }: { readonly weight: number; readonly least: number },
): Promise<PaperSet> {
  const minShare = least / weighWordsAlone(weight);
  const { allow } = question;
  const { text, alternatives } = chooseWords(question, weight);
  const { strong } = await keywordIndex.search({ text, alternatives, limit: 0, minShare, allow });
  return strong!;
}

interface Reached extends Pick<Ranking, "listGood" | "ranked">, Pick<Lists, "weight"> {
  readonly all: PaperSet;
  readonly addListed: AddListed;
}

/** In a search by words every paper with a word is found, as in every catalogue. */
async function findMatches(deps: RankPapersDeps, question: Question, reached: Reached): Promise<PaperSet> {
  const { mode, minScore } = question;
  const { listGood, all, addListed, weight, ranked } = reached;
  if (minScore === 0 || (minScore === undefined && mode === "keyword")) return all;
  if (minScore === undefined) return (await listGood()).add(ranked.map(({ ordinal }) => ordinal));
  const least = toEvidence(minScore);
  const strong = weight === 1 ? deps.paperSets.of([]) : await findStrong(deps, question, { weight, least });
  return addListed(strong, least);
}

function createEvidenceFinder(
  ranked: readonly FusedPaper[],
  { ordinals, evidence }: Gathered["later"],
): Ranking["findEvidence"] {
  const first = Int32Array.from(ranked, ({ ordinal }) => ordinal);
  return (ordinal) => {
    const place = first.indexOf(ordinal);
    return place >= 0 ? ranked[place]!.evidence : evidence[ordinals.indexOf(ordinal)];
  };
}

function describeEvidence({ words, near, weight }: Lists, { first, later }: Gathered): Evidence {
  return {
    semanticWeight: weight,
    findCandidate(ordinal) {
      const place = later.ordinals.indexOf(ordinal);
      if (place < 0) return first.find((candidate) => candidate.ordinal === ordinal);
      return { ordinal, keyword: later.keyword[place]!, meaning: later.meaning[place]!, isNear: true };
    },
    keyword: words.hits,
    meaning: near,
    attainable: words.attainable,
  };
}
