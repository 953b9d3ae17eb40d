import { computeLengthPenalty, type LengthPenalty, scoreTerm } from "../../domain/search/bm25.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { findLowestBit, type OrdinalBits, setBit } from "../../domain/search/ordinal-set.js";
import { findCommonBits, findFrequency, findRareOrdinals } from "./postings.js";
import type { QueryTerm, WeighedQuery } from "./query-terms.js";
import { blockOrdinals, type Segment } from "./segment.js";
import type { HitCollector } from "./top-hits.js";

export interface BaseRanking {
  readonly base: Segment;
  readonly baseDead: OrdinalBits;
  readonly query: WeighedQuery;
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
 * 2. The bound of a block is its best score from rare terms plus the max of each common term in it.
 * 3. Blocks are visited by descending bound, as long as the bound reaches the worst hit.
 * 4. In a block, papers whose own bound, from the terms they contain, reaches it are scored exactly.
 */
export function createBaseRanker(): (ranking: BaseRanking) => void {
  let scoring = allocateScoring(0);
  return (ranking) => {
    const { base, query, top } = ranking;
    if (top.floor === Infinity) return;
    if (scoring.bounds.length !== base.present.length) scoring = allocateScoring(base.present.length);
    const held = query.terms.filter(({ baseTerm }) => baseTerm >= 0);
    const rare = held.filter(({ baseTerm }) => base.places[baseTerm]! >= 0);
    const common = listCommon(ranking, held);
    for (const term of rare) addRareScores(ranking, term, scoring);
    for (const term of common) addBounds(term, scoring.bounds);
    const blockScoring = { ...scoring, common, worths: new Float64Array(common.length) };
    visitBlocks(scoring.bounds, top, (block) => rankBlock(ranking, block, blockScoring));
    clearScoring(base, rare, scoring);
  };
}

/** The exact score of one paper, or 0. */
export function scorePaper(base: Segment, ordinal: Ordinal, { terms, penalty }: WeighedQuery): number {
  const lengthPart = penalty.constant + penalty.slope * base.lengths[ordinal]!;
  let score = 0;
  let best = 0;
  for (const { baseTerm, idf, isAlternative } of terms) {
    const frequency = baseTerm < 0 ? 0 : findFrequency(base, baseTerm, ordinal);
    if (frequency === 0) continue;
    const part = scoreTerm(idf, frequency, lengthPart);
    if (!isAlternative) score += part;
    else if (part > best) best = part;
  }
  return score + best;
}

/**
 * Bounds are summed in another order than scores, and in 32 bits: rounding makes them differ by less than a millionth.
 */
const slack = 1 + 1e-6;

/** Reused by every search, and all zero in between. */
interface Scoring {
  /** By ordinal. With 64-bit numbers it would not fit in the processor's cache for a million papers. */
  readonly rareScores: Float32Array;
  readonly rareBits: OrdinalBits;
  /** By block. */
  readonly bounds: Float64Array;
}

function allocateScoring(blocks: number): Scoring {
  return {
    rareScores: new Float32Array(blocks * blockOrdinals),
    rareBits: new Uint32Array(blocks),
    bounds: new Float64Array(blocks),
  };
}

function clearScoring(base: Segment, rare: readonly QueryTerm[], { rareScores, rareBits, bounds }: Scoring): void {
  for (const { baseTerm } of rare) for (const ordinal of findRareOrdinals(base, baseTerm)) rareScores[ordinal] = 0;
  rareBits.fill(0);
  bounds.fill(0);
}

interface CommonTerm {
  readonly bits: OrdinalBits;
  readonly bounds: Uint8Array;
  /** The score of one step of a bound. */
  readonly unit: number;
}

/** By ascending idf. */
function listCommon({ base, query }: BaseRanking, held: readonly QueryTerm[]): CommonTerm[] {
  const stretch = findStretch(computeLengthPenalty(base.shape.parameters, base.shape), query.penalty);
  const blocks = base.shape.capacity / blockOrdinals;
  return held
    .toSorted((one, other) => one.idf - other.idf)
    .flatMap(({ baseTerm, idf }) => {
      const bits = findCommonBits(base, baseTerm);
      if (bits === undefined) return [];
      const first = (-1 - base.places[baseTerm]!) * blocks;
      return { bits, bounds: base.bounds.subarray(first, first + blocks), unit: (idf * stretch) / 255 };
    });
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

function addRareScores(
  { base, query }: BaseRanking,
  { baseTerm, idf }: QueryTerm,
  { rareScores, rareBits, bounds }: Scoring,
): void {
  const { frequencies, lengths } = base;
  const { constant, slope } = query.penalty;
  const ordinals = findRareOrdinals(base, baseTerm);
  const start = base.postingStarts[baseTerm]!;
  for (let at = 0; at < ordinals.length; at += 1) {
    const ordinal = ordinals[at]!;
    const block = ordinal >>> 5;
    const score = rareScores[ordinal]! + scoreTerm(idf, frequencies[start + at]!, constant + slope * lengths[ordinal]!);
    rareScores[ordinal] = score;
    setBit(rareBits, ordinal);
    if (score > bounds[block]!) bounds[block] = score;
  }
}

function addBounds({ bounds: termBounds, unit }: CommonTerm, bounds: Float64Array): void {
  for (let block = 0; block < bounds.length; block += 1) bounds[block]! += unit * termBounds[block]!;
}

/** In steps of an eighth of the max bound, from the top: a finer order is not worth the sorting. */
function visitBlocks(bounds: Float64Array, top: HitCollector, visit: (block: number) => void): void {
  let maxBound = 0;
  for (let block = 0; block < bounds.length; block += 1) if (bounds[block]! > maxBound) maxBound = bounds[block]!;
  for (let level = 7; level >= 0 && ((level + 1) / 8) * maxBound * slack >= top.floor; level -= 1) {
    const from = (level / 8) * maxBound;
    const to = level === 7 ? Infinity : ((level + 1) / 8) * maxBound;
    for (let block = 0; block < bounds.length; block += 1) {
      const bound = bounds[block]!;
      if (bound > 0 && bound >= from && bound < to && bound * slack >= top.floor) visit(block);
    }
  }
}

interface BlockScoring extends Scoring {
  readonly common: readonly CommonTerm[];
  /** The bounds of the common terms in the current block. */
  readonly worths: Float64Array;
}

function rankBlock(ranking: BaseRanking, block: number, scoring: BlockScoring): void {
  const { base, baseDead, query, found, top } = ranking;
  const { rareScores, rareBits, common, worths } = scoring;
  const rare = rareBits[block]!;
  let candidates = rare;
  let reachable = 0;
  for (let term = 0; term < common.length; term += 1) {
    const { bits, bounds, unit } = common[term]!;
    const worth = unit * bounds[block]!;
    worths[term] = worth;
    reachable += worth;
    // A paper cannot reach the floor with the first terms alone.
    if (reachable * slack >= top.floor) candidates |= bits[block]!;
  }
  candidates &= found[block]! & ~baseDead[block]!;
  for (; candidates !== 0; candidates &= candidates - 1) {
    const bit = candidates & -candidates;
    const ordinal = block * blockOrdinals + findLowestBit(bit);
    let bound = (rare & bit) === 0 ? 0 : rareScores[ordinal]!;
    for (let term = 0; term < common.length; term += 1) {
      if ((common[term]!.bits[block]! & bit) !== 0) bound += worths[term]!;
    }
    if (bound * slack < top.floor) continue;
    const score = scorePaper(base, ordinal, query);
    if (score >= top.floor) top.offer(score, ordinal);
  }
}
