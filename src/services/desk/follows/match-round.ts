import { listPrefixes, type PaperBatch } from "../../../domain/follows/paper-batch.js";
import { isMoreLikeDismissed, lowerEvidence } from "../../../domain/follows/lower-dismissed.js";
import type { FoundMatch, NewPaper, WantedWords } from "../../../domain/follows/watch.js";
import type { LengthPenalty } from "../../../domain/search/bm25.js";
import { isOpenFilter } from "../../../domain/search/filter.js";
import { toConfidence, toSimilarity, weighPaper } from "../../../domain/search/fusion.js";
import type { OrdinalSet } from "../../../domain/search/ordinal-set.js";
import { scoreSimilar, weighSimilar } from "../../../domain/similar/similar-score.js";
import { dotProduct } from "../../../domain/vectors/vector.js";
import type { NearKeys } from "../../../ports/desk/watched-vectors.js";
import type { Embedder } from "../../../ports/models/embedder.js";
import type { GiveWay } from "./give-way.js";
import type { MeasureLike } from "./measure-like.js";
import type { Placed } from "./placed.js";
import type { WatchTable } from "./watch-table.js";

/** A few papers that are being matched. */
export interface MatchRound {
  readonly deps: { readonly embedder: Pick<Embedder, "cosines">; readonly measureLike: MeasureLike };
  readonly table: WatchTable;
  readonly batch: PaperBatch;
  readonly penalty: LengthPenalty;
  /** Follows may be added and removed while it waits. */
  readonly giveWay: GiveWay;
  /** The places of the papers that pass the limits of a watch. */
  meets(placed: Placed): Promise<OrdinalSet | undefined>;
}

/** @param learnPrefixes reads what the batch must know of beginnings of words */
export function rememberLimits(
  batch: PaperBatch,
  learnPrefixes: (prefixes: readonly string[]) => Promise<void>,
): MatchRound["meets"] {
  const known = new Map<number, OrdinalSet>();
  return async ({ slot, watch: { limits } }) => {
    if (limits.condition === undefined && isOpenFilter(limits.filter)) return undefined;
    const met = known.get(slot);
    if (met) return met;
    const prefixes = listPrefixes(limits);
    if (prefixes.length > 0) await learnPrefixes(prefixes);
    const found = batch.findMeeting(limits);
    known.set(slot, found);
    return found;
  };
}

async function passes(
  { meets }: MatchRound,
  placed: Placed,
  { ordinal, place }: { ordinal: number; place: number },
): Promise<boolean> {
  return ordinal > placed.watch.after && ((await meets(placed))?.has(place) ?? true);
}

function describeFiltered({ watch }: Placed, ordinal: number): FoundMatch {
  return { follow: watch.id, ordinal, score: 1, matchedBy: "filter" };
}

/** What only limits decide, and no key leads to. */
export async function matchOpen(round: MatchRound, fresh: readonly NewPaper[]): Promise<readonly FoundMatch[]> {
  const found: FoundMatch[] = [];
  for (const placed of round.table.open) {
    await round.giveWay();
    const met = await round.meets(placed);
    const places = met ? met.values() : fresh.keys();
    for (const place of places) {
      const { ordinal } = fresh[place]!;
      if (ordinal > placed.watch.after) found.push(describeFiltered(placed, ordinal));
    }
  }
  return found;
}

/** What only limits decide, among them a word or the name of an author. */
export async function matchNamed(
  round: MatchRound,
  { ordinal, paper }: NewPaper,
  place: number,
): Promise<readonly FoundMatch[]> {
  const { table, batch } = round;
  const led = new Set<Placed>();
  for (const term of batch.words[place]!.frequencies.keys()) {
    for (const placed of table.needingTerm(term)) led.add(placed);
  }
  for (const author of paper.authors) for (const placed of table.needingAuthor(author)) led.add(placed);
  const found: FoundMatch[] = [];
  for (const placed of led) {
    await round.giveWay();
    if (await passes(round, placed, { ordinal, place })) found.push(describeFiltered(placed, ordinal));
  }
  return found;
}

interface Nearby {
  readonly place: number;
  readonly near: NearKeys | undefined;
}

/** Questions, and papers to be like. */
export async function matchRanked(
  round: MatchRound,
  fresh: NewPaper,
  { place, near }: Nearby,
): Promise<readonly FoundMatch[]> {
  const { table, batch, penalty, deps } = round;
  const found: FoundMatch[] = [];
  const scores = table.words.score(batch.words[place]!, penalty);
  const nearest = findNearest(table, near);
  const candidates = new Map<Placed, Nearest | undefined>(nearest);
  for (const slot of scores.slots) {
    const placed = table.at(slot);
    if (placed && scores.shareOf(slot) >= placed.bounds.words && !nearest.has(placed))
      candidates.set(placed, undefined);
  }
  // What waits for another thread comes last: the scores are valid until the next paper.
  const likes: [Placed, Nearest][] = [];
  for (const [placed, nearby] of candidates) {
    await round.giveWay();
    const { wanted, id } = placed.watch;
    if (wanted?.kind === "likes") {
      if (nearby && (await passes(round, placed, { ordinal: fresh.ordinal, place }))) likes.push([placed, nearby]);
      continue;
    }
    if (!wanted) continue;
    const keyword = wanted.weight < 1 ? scores.shareOf(placed.slot) : 0;
    const cosine = nearby?.cosine ?? (fresh.vector && wanted.vector && dotProduct(fresh.vector, wanted.vector));
    const meaning = wanted.weight > 0 && cosine !== undefined ? toSimilarity(cosine, deps.embedder.cosines) : undefined;
    const plain = weighPaper({ keyword, meaning }, wanted.weight);
    const evidence = plain < placed.evidence ? plain : lower(round, plain, { wanted, vector: fresh.vector });
    if (evidence < placed.evidence || !(await passes(round, placed, { ordinal: fresh.ordinal, place }))) continue;
    const isNear = meaning !== undefined && meaning >= placed.bounds.meaning;
    const matchedBy = keyword === 0 ? "meaning" : isNear || (meaning ?? 0) > 0.3 ? "both" : "keyword";
    found.push({ follow: id, ordinal: fresh.ordinal, score: toConfidence(evidence), matchedBy });
  }
  for (const [placed, nearby] of likes) {
    const match = await judgeLike(round, fresh, { placed, nearby, words: batch.words[place]! });
    if (match) found.push(match);
  }
  return found;
}

/** Papers like dismissed ones are worth less. */
function lower(
  { deps }: MatchRound,
  evidence: number,
  { wanted: { dismissed = [] }, vector }: { readonly wanted: WantedWords; readonly vector: NewPaper["vector"] },
): number {
  if (dismissed.length === 0 || !vector) return evidence;
  return lowerEvidence(evidence, toSimilarity(findHighest(dismissed, vector), deps.embedder.cosines));
}

function findHighest(others: readonly Float32Array[], vector: Float32Array): number {
  return Math.max(-1, ...others.map((other) => dotProduct(other, vector)));
}

interface Nearest {
  readonly cosine: number;
  /** Which of the papers of the watch. */
  readonly like: number;
}

/** The nearest vector of each watch. */
function findNearest(table: WatchTable, near: NearKeys | undefined): Map<Placed, Nearest> {
  const nearest = new Map<Placed, Nearest>();
  for (const [at, key] of near?.keys.entries() ?? []) {
    const owner = table.ofVector(key);
    const cosine = near!.cosines[at]!;
    if (owner && !nearest.has(owner.placed)) nearest.set(owner.placed, { cosine, like: owner.like });
  }
  return nearest;
}

interface LikeCase {
  readonly placed: Placed;
  readonly nearby: Nearest;
  readonly words: PaperBatch["words"][number];
}

/** As similar papers are scored, with the nearest of the papers; none that is much nearer to one that was excluded. */
async function judgeLike(
  { deps, penalty }: MatchRound,
  { ordinal, vector }: NewPaper,
  { placed, nearby, words }: LikeCase,
): Promise<FoundMatch | undefined> {
  const { wanted, id } = placed.watch;
  if (wanted?.kind !== "likes" || !vector || wanted.liked.some((like) => like.ordinal === ordinal)) return undefined;
  const similarity = toSimilarity(nearby.cosine, deps.embedder.cosines);
  if (similarity < placed.bounds.meaning) return undefined;
  const disliked = toSimilarity(findHighest(wanted.disliked, vector), deps.embedder.cosines);
  if (isMoreLikeDismissed({ liked: similarity, disliked })) return undefined;
  const like = wanted.liked[nearby.like]!.ordinal;
  const evidence = weighSimilar(similarity, await deps.measureLike(like, words, penalty));
  if (evidence < placed.evidence) return undefined;
  return { follow: id, ordinal, score: scoreSimilar(evidence), matchedBy: "both", like };
}
