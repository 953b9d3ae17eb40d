import type { LengthParameters } from "../../domain/search/bm25.js";
import type { MutableView } from "./mutable-segment.js";
import { findLowestBit, type OrdinalBits } from "../../domain/search/ordinal-set.js";
import { countLive } from "./postings.js";
import { blockOrdinals, isCommonTerm, type Segment, type SegmentShape } from "./segment.js";
import { compareTerm, readTerm, type TermTexts } from "./term-texts.js";

export interface MergeSources {
  readonly base: Segment;
  readonly baseDead: OrdinalBits;
  readonly recent: MutableView;
}

/** The terms of the merged segment, in order, and where they come from. */
export interface MergePlan {
  readonly shape: Omit<SegmentShape, "vocabulary">;
  /** Number of the term in the base, or −1. */
  readonly baseTerms: Int32Array;
  /** Number of the term among the recent ones, or −1. */
  readonly recentTerms: Int32Array;
}

/** Only live documents count: terms without any are not in the plan. */
export function planMerge(sources: MergeSources, { k1, b }: LengthParameters): MergePlan {
  const { base, baseDead, recent } = sources;
  const documents = measureDocuments(sources);
  const sorted = sortTerms(recent);
  const maxTerms = base.shape.terms + sorted.length;
  const baseTerms = new Int32Array(maxTerms);
  const recentTerms = new Int32Array(maxTerms);
  const counts = { terms: 0, termBytes: 0, commonTerms: 0, postings: 0, rarePostings: 0 };
  for (let baseTerm = 0, next = 0; baseTerm < base.shape.terms || next < sorted.length;) {
    const order = compareHeads(base, baseTerm, { recent, sorted, next });
    const fromBase = order <= 0 ? baseTerm++ : -1;
    const fromRecent = order >= 0 ? sorted[next++]! : -1;
    const live = countLive(base, fromBase, baseDead) + countRecent(recent, fromRecent);
    if (live === 0) continue;
    baseTerms[counts.terms] = fromBase;
    recentTerms[counts.terms] = fromRecent;
    const isCommon = isCommonTerm(live, documents.capacity);
    counts.terms += 1;
    counts.termBytes += fromBase >= 0 ? measureTerm(base, fromBase) : measureTerm(recent, fromRecent);
    counts.postings += live;
    if (isCommon) counts.commonTerms += 1;
    else counts.rarePostings += live;
  }
  return { shape: { ...documents, ...counts, parameters: { k1, b } }, baseTerms, recentTerms };
}

/** Calls back for each document that was not removed. An ordinal is live in at most one of the two. */
export function visitLive(
  { base, baseDead, recent }: MergeSources,
  visit: (ordinal: number, length: number) => void,
): void {
  for (let word = 0; word < base.present.length; word += 1) {
    for (let rest = base.present[word]! & ~baseDead[word]!; rest !== 0; rest &= rest - 1) {
      const ordinal = word * 32 + findLowestBit(rest);
      visit(ordinal, base.lengths[ordinal]!);
    }
  }
  for (let slot = 0; slot < recent.slots; slot += 1) {
    if (recent.dead[slot] !== 1) visit(recent.ordinals[slot]!, recent.lengths[slot]!);
  }
}

function measureDocuments(sources: MergeSources): Pick<SegmentShape, "documents" | "capacity" | "totalLength"> {
  let documents = 0;
  let totalLength = 0;
  let maxOrdinal = -1;
  visitLive(sources, (ordinal, length) => {
    documents += 1;
    totalLength += length;
    maxOrdinal = Math.max(maxOrdinal, ordinal);
  });
  const capacity = Math.ceil((maxOrdinal + 1) / blockOrdinals) * blockOrdinals;
  return { documents, capacity, totalLength };
}

function sortTerms(recent: MutableView): Int32Array {
  const numbers = Int32Array.from({ length: recent.terms }, (_, term) => term);
  return numbers.sort((one, other) => compareTerm(recent, one, readTerm(recent, other)));
}

/** Below 0 when the next term of the base comes first, 0 when both lists are at the same term. */
function compareHeads(
  base: Segment,
  baseTerm: number,
  { recent, sorted, next }: { readonly recent: MutableView; readonly sorted: Int32Array; readonly next: number },
): number {
  if (next >= sorted.length) return -1;
  if (baseTerm >= base.shape.terms) return 1;
  return compareTerm(base, baseTerm, readTerm(recent, sorted[next]!));
}

function countRecent(recent: MutableView, term: number): number {
  if (term < 0) return 0;
  let live = 0;
  for (let at = recent.newest[term]!; at >= 0; at = recent.previous[at]!) {
    if (recent.dead[recent.postings[at]! >>> 8] !== 1) live += 1;
  }
  return live;
}

function measureTerm({ termStarts }: TermTexts, term: number): number {
  return termStarts[term + 1]! - termStarts[term]!;
}
