import type { MutableView } from "./mutable-segment.js";
import { compareTerm, type Segment, type TermTexts } from "./segment.js";

/** Where each live document goes. */
export interface DocumentMap {
  readonly documents: number;
  readonly totalLength: number;
  /** New position of each old one, −1 for what was removed. */
  readonly fromBase: Int32Array;
  /** New position of each slot, −1 for what was removed. */
  readonly fromRecent: Int32Array;
}

/** Which terms the merged segment has, in order, and from where. */
export interface TermPlan {
  readonly terms: number;
  readonly termBytes: number;
  readonly postings: number;
  /** Number of the term in the base, −1 where it is not. */
  readonly baseTerms: Int32Array;
  /** Number of the term among the recent ones, −1 where it is not. */
  readonly recentTerms: Int32Array;
}

/** Merges both lists of documents by ordinal. An ordinal is live in one of them at most. */
export function mapDocuments(base: Segment, baseDead: Uint8Array, recent: MutableView): DocumentMap {
  const fromBase = new Int32Array(base.shape.documents).fill(-1);
  const fromRecent = new Int32Array(recent.slots).fill(-1);
  const slots = listLiveSlots(recent);
  let documents = 0;
  let totalLength = 0;
  let next = 0;
  const placeSlotsBefore = (ordinal: number): void => {
    for (; next < slots.length && recent.ordinals[slots[next]!]! < ordinal; next += 1) {
      const slot = slots[next]!;
      fromRecent[slot] = documents++;
      totalLength += recent.lengths[slot]!;
    }
  };
  for (let position = 0; position < fromBase.length; position += 1) {
    if (baseDead[position] === 1) continue;
    placeSlotsBefore(base.ordinals[position]!);
    fromBase[position] = documents++;
    totalLength += base.lengths[position]!;
  }
  placeSlotsBefore(Infinity);
  return { documents, totalLength, fromBase, fromRecent };
}

export function planTerms(base: Segment, recent: MutableView, map: DocumentMap): TermPlan {
  const sorted = sortTerms(recent);
  const most = base.shape.terms + sorted.length;
  const baseTerms = new Int32Array(most);
  const recentTerms = new Int32Array(most);
  let terms = 0;
  let termBytes = 0;
  let postings = 0;
  for (let baseTerm = 0, next = 0; baseTerm < base.shape.terms || next < sorted.length;) {
    const order = compareHeads(base, baseTerm, { recent, sorted, next });
    const fromBase = order <= 0 ? baseTerm++ : -1;
    const fromRecent = order >= 0 ? sorted[next++]! : -1;
    const live = countBase(base, fromBase, map.fromBase) + countRecent(recent, fromRecent, map.fromRecent);
    if (live === 0) continue;
    baseTerms[terms] = fromBase;
    recentTerms[terms] = fromRecent;
    termBytes += fromBase >= 0 ? measureTerm(base, fromBase) : measureTerm(recent, fromRecent);
    postings += live;
    terms += 1;
  }
  return { terms, termBytes, postings, baseTerms, recentTerms };
}

/** The UTF-8 text of a term. */
export function readTerm(from: TermTexts, term: number): Uint8Array {
  return from.termText.subarray(from.termStarts[term]!, from.termStarts[term + 1]!);
}

function listLiveSlots(recent: MutableView): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < recent.slots; slot += 1) if (recent.dead[slot] !== 1) slots.push(slot);
  return slots.sort((one, other) => recent.ordinals[one]! - recent.ordinals[other]!);
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

function countBase(base: Segment, term: number, positions: Int32Array): number {
  if (term < 0) return 0;
  let live = 0;
  const end = base.postingStarts[term + 1]!;
  for (let at = base.postingStarts[term]!; at < end; at += 1) if (positions[base.positions[at]!]! >= 0) live += 1;
  return live;
}

function countRecent(recent: MutableView, term: number, positions: Int32Array): number {
  if (term < 0) return 0;
  let live = 0;
  for (let at = recent.newest[term]!; at >= 0; at = recent.previous[at]!) {
    if (positions[recent.postings[at]! >>> 8]! >= 0) live += 1;
  }
  return live;
}

function measureTerm({ termStarts }: TermTexts, term: number): number {
  return termStarts[term + 1]! - termStarts[term]!;
}
