import { computeLengthPenalty, type LengthPenalty, scoreTerm } from "../../domain/search/bm25.js";
import { findLowestBit, type OrdinalBits, setBit } from "../../domain/search/ordinal-set.js";
import { type BaseQuery, type BaseTerm, scorePaper } from "./score-paper.js";
import { blockOrdinals, type Segment } from "./segment.js";
import type { HitCollector } from "./top-hits.js";

export interface BaseRanking {
  readonly baseDead: OrdinalBits;
  readonly query: BaseQuery;
  /** The allowed papers that contain a term of the query. */
  readonly found: OrdinalBits;
  readonly top: HitCollector;
}

/**
 * Offers the best papers of the immutable segment, and as few others as possible: the hits are exactly those of scoring
 * every paper. It combines MaxScore (Turtle and Flood, 1995), which skips papers that contain only terms of little
 * weight, with block maxima (Ding and Suel, 2011), which skip whole blocks.
 *
 * 1. All postings of rare terms are scored: there are few.
 * 2. The bound of a block is its best score from rare terms plus the max of each common term in it; of common
 *    alternatives, of which a paper gets the best only, the greatest max.
 * 3. Blocks are visited by descending bound, as long as the bound reaches the worst hit.
 * 4. In a block, papers whose own bound, from the terms they contain, reaches it are scored exactly.
 */
export function createBaseRanker(): (ranking: BaseRanking) => void {
  let scoring = allocateScoring(0);
  return (ranking) => {
    const { query, top } = ranking;
    const { base } = query;
    if (top.floor === Infinity) return;
    if (scoring.bounds.length !== base.present.length) scoring = allocateScoring(base.present.length);
    const rare = query.terms.filter(({ isCommon }) => !isCommon);
    const common = listCommon(query);
    for (const term of rare) addRareScores(query, term, scoring);
    for (const term of common.alternatives) addAlternative(base, term, scoring);
    addGroupBounds(scoring);
    for (const term of common.others) addBounds(base, term, scoring.bounds);
    rankBlocks(ranking, scoring, common.others);
    clearScoring(base, rare, scoring);
  };
}

/**
 * Bounds are summed in another order than scores, and in 32 bits: rounding makes them differ by less than a millionth.
 */
const slack = 1 + 1e-6;

/** Reused by every search, and all zero in between, except for `order` and `paperBounds`. */
interface Scoring {
  /** By ordinal. With 64-bit numbers it would not fit in the processor's cache for a million papers. */
  readonly rareScores: Float32Array;
  /** By ordinal, the rare terms of a paper. */
  readonly rareTerms: Int32Array;
  readonly rareBits: OrdinalBits;
  /** By block. */
  readonly bounds: Float64Array;
  /** By block, the papers that have a common alternative, and the most that it adds. */
  readonly groupBits: OrdinalBits;
  readonly groupBounds: Float64Array;
  /** The blocks with a bound, in the order of their visits. */
  readonly order: Int32Array;
  /** The most that each paper of the current block can score. */
  readonly paperBounds: Float64Array;
}

function allocateScoring(blocks: number): Scoring {
  return {
    rareScores: new Float32Array(blocks * blockOrdinals),
    rareTerms: new Int32Array(blocks * blockOrdinals),
    rareBits: new Uint32Array(blocks),
    bounds: new Float64Array(blocks),
    groupBits: new Uint32Array(blocks),
    groupBounds: new Float64Array(blocks),
    order: new Int32Array(blocks),
    paperBounds: new Float64Array(blockOrdinals),
  };
}

function clearScoring(base: Segment, rare: readonly BaseTerm[], scoring: Scoring): void {
  const { rareScores, rareTerms, rareBits, bounds, groupBits, groupBounds } = scoring;
  const { ordinals } = base;
  for (const { first, postings } of rare) {
    for (let at = first; at < first + postings; at += 1) {
      rareScores[ordinals[at]!] = 0;
      rareTerms[ordinals[at]!] = 0;
    }
  }
  for (const each of [rareBits, bounds, groupBits, groupBounds]) each.fill(0);
}

interface CommonTerm {
  readonly first: number;
  /** The score of one step of a bound. */
  readonly unit: number;
}

interface CommonTerms {
  readonly alternatives: readonly CommonTerm[];
  /** By ascending idf. */
  readonly others: readonly CommonTerm[];
}

function listCommon({ base, terms, penalty }: BaseQuery): CommonTerms {
  const stretch = findStretch(computeLengthPenalty(base.shape.parameters, base.shape), penalty);
  const common = terms.filter(({ isCommon }) => isCommon).toSorted((one, other) => one.idf - other.idf);
  const list = (isAlternative: boolean) =>
    common
      .filter((term) => term.isAlternative === isAlternative)
      .map(({ first, idf }) => ({ first, unit: (idf * stretch) / 255 }));
  return { alternatives: list(true), others: list(false) };
}

/**
 * The factor by which bounds must be raised because document lengths now weigh differently than when the bounds were
 * computed: a score f / (f + constant + slope × length) grows by no more than its denominator's parts shrink. The
 * lowest bound, 1 of 255, becomes at most the idf, which no score exceeds.
 */
function findStretch(then: LengthPenalty, now: LengthPenalty): number {
  const compare = (before: number, after: number): number => (before <= after ? 1 : before / after);
  return Math.min(255, Math.max(compare(then.constant, now.constant), compare(then.slope, now.slope)));
}

function addRareScores({ base, penalty }: BaseQuery, term: BaseTerm, scoring: Scoring): void {
  const { rareScores, rareTerms, rareBits, bounds } = scoring;
  const { frequencies, lengths, ordinals } = base;
  const { constant, slope } = penalty;
  const { idf, first, firstPosting, postings, bit } = term;
  for (let at = 0; at < postings; at += 1) {
    const ordinal = ordinals[first + at]!;
    const block = ordinal >>> 5;
    const frequency = frequencies[firstPosting + at]!;
    const score = rareScores[ordinal]! + scoreTerm(idf, frequency, constant + slope * lengths[ordinal]!);
    rareScores[ordinal] = score;
    rareTerms[ordinal]! |= bit;
    setBit(rareBits, ordinal);
    if (score > bounds[block]!) bounds[block] = score;
  }
}

function addAlternative(base: Segment, { first, unit }: CommonTerm, { groupBits, groupBounds }: Scoring): void {
  const { commonBits, bounds } = base;
  for (let block = 0; block < groupBits.length; block += 1) {
    groupBits[block]! |= commonBits[first + block]!;
    const bound = unit * bounds[first + block]!;
    if (bound > groupBounds[block]!) groupBounds[block] = bound;
  }
}

function addGroupBounds({ bounds, groupBounds }: Scoring): void {
  for (let block = 0; block < bounds.length; block += 1) bounds[block]! += groupBounds[block]!;
}

function addBounds(base: Segment, { first, unit }: CommonTerm, bounds: Float64Array): void {
  const termBounds = base.bounds;
  for (let block = 0; block < bounds.length; block += 1) bounds[block]! += unit * termBounds[first + block]!;
}

const levels = 64;

/** In steps of a share of the max bound, from the top: a finer order is not worth the sorting. */
function orderBlocks({ bounds, order }: Scoring): number {
  let maxBound = 0;
  for (let block = 0; block < bounds.length; block += 1) if (bounds[block]! > maxBound) maxBound = bounds[block]!;
  const ends = new Int32Array(levels + 2);
  const perLevel = levels / maxBound;
  for (let block = 0; block < bounds.length; block += 1) {
    if (bounds[block]! > 0) ends[levels - Math.floor(bounds[block]! * perLevel)]! += 1;
  }
  let count = 0;
  for (let level = 0; level <= levels; level += 1) {
    const held = ends[level]!;
    ends[level] = count;
    count += held;
  }
  for (let block = 0; block < bounds.length; block += 1) {
    if (bounds[block]! > 0) order[ends[levels - Math.floor(bounds[block]! * perLevel)]!++] = block;
  }
  return count;
}

function rankBlocks(ranking: BaseRanking, scoring: Scoring, common: readonly CommonTerm[]): void {
  const { query, top } = ranking;
  const { bounds, order, paperBounds, rareTerms } = scoring;
  const count = orderBlocks(scoring);
  const bounding: Bounding = { ranking, scoring, common };
  for (let at = 0; at < count; at += 1) {
    const block = order[at]!;
    if (bounds[block]! * slack < top.floor) continue;
    const candidates = boundPapers(bounding, block);
    for (let rest = candidates; rest !== 0; rest &= rest - 1) {
      const place = findLowestBit(rest);
      if (paperBounds[place]! * slack < top.floor) continue;
      const ordinal = block * blockOrdinals + place;
      const score = scorePaper(query, ordinal, rareTerms[ordinal]);
      if (score >= top.floor) top.offer(score, ordinal);
    }
  }
}

interface Bounding {
  readonly ranking: BaseRanking;
  readonly scoring: Scoring;
  readonly common: readonly CommonTerm[];
}

/** Returns the papers of a block that may reach the floor, as bits, and sets what each can score. */
function boundPapers({ ranking, scoring, common }: Bounding, block: number): number {
  const { commonBits, bounds } = ranking.query.base;
  const { rareScores, rareBits, groupBits, groupBounds, paperBounds } = scoring;
  const { floor } = ranking.top;
  let candidates = rareBits[block]! | 0;
  let reachable = groupBounds[block]!;
  if (reachable > 0 && reachable * slack >= floor) candidates |= groupBits[block]!;
  for (let at = 0; at < common.length; at += 1) {
    const { first, unit } = common[at]!;
    reachable += unit * bounds[first + block]!;
    // A paper cannot reach the floor with the first terms alone.
    if (reachable * slack >= floor) candidates |= commonBits[first + block]!;
  }
  candidates &= ranking.found[block]! & ~ranking.baseDead[block]!;
  const start = block * blockOrdinals;
  for (let rest = candidates; rest !== 0; rest &= rest - 1) {
    const place = findLowestBit(rest);
    const isInGroup = (groupBits[block]! & (1 << place)) !== 0;
    paperBounds[place] = rareScores[start + place]! + (isInGroup ? groupBounds[block]! : 0);
  }
  for (let at = 0; at < common.length; at += 1) {
    const { first, unit } = common[at]!;
    const worth = unit * bounds[first + block]!;
    for (let rest = candidates & commonBits[first + block]!; rest !== 0; rest &= rest - 1) {
      paperBounds[findLowestBit(rest)]! += worth;
    }
  }
  return candidates;
}
