import type { LengthParameters } from "../../domain/search/bm25.js";
import { type MergePlan, type MergeSources, planMerge, visitLive } from "./merge-plan.js";
import type { MutableView } from "./mutable-segment.js";
import { type OrdinalBits, setBit } from "../../domain/search/ordinal-set.js";
import { addPosting, type PostingList, readPostings, writePostings } from "./postings.js";
import { layOutSegment, measureSegment, type Segment, type SegmentShape } from "./segment.js";
import { readTerm } from "./term-texts.js";
import { mergeVocabulary } from "./words/merge-vocabulary.js";
import type { RecentTextsView } from "./words/recent-texts.js";

/** A segment as threads pass it: by reference, since the buffer is shared. */
export interface PackedSegment {
  readonly shape: SegmentShape;
  readonly buffer: SharedArrayBuffer;
}

export interface MergeRequest {
  readonly base: PackedSegment;
  /** The removed ordinals. A copy, because removals continue while the merge runs. */
  readonly baseDead: OrdinalBits;
  /** Gets no more additions; `dead` is a copy for the same reason. */
  readonly recent: MutableView;
  readonly words: RecentTextsView;
  readonly phrases: RecentTextsView;
  /** The parameters for the bounds on scores. */
  readonly parameters: LengthParameters;
}

/** One segment with the live documents of both, without removed documents and terms that have no document left. */
export function mergeSegments(request: MergeRequest): PackedSegment {
  const { base: packed, baseDead, recent, words, phrases, parameters } = request;
  const sources = { base: layOutSegment(packed.shape, packed.buffer), baseDead, recent };
  const plan = planMerge(sources, parameters);
  const { documents } = plan.shape;
  const vocabulary = mergeVocabulary({ base: sources.base.vocabulary, words, phrases, documents });
  const shape = { ...plan.shape, vocabulary: vocabulary.shape };
  const buffer = new SharedArrayBuffer(measureSegment(shape));
  const merged = layOutSegment(shape, buffer);
  vocabulary.fill(merged.vocabulary);
  visitLive(sources, (ordinal, length) => {
    setBit(merged.present, ordinal);
    merged.lengths[ordinal] = length;
  });
  fillTerms(merged, plan, sources);
  return { shape, buffer };
}

function fillTerms(merged: Segment, plan: MergePlan, { base, baseDead, recent }: MergeSources): void {
  const fromBase = allocateList(base.shape.documents);
  const both = allocateList(merged.shape.documents);
  const scratch = new Float64Array(recent.slots);
  const cursor = { term: 0, posting: 0, ordinal: 0, common: 0 };
  let textEnd = 0;
  while (cursor.term < merged.shape.terms) {
    const baseTerm = plan.baseTerms[cursor.term]!;
    const recentTerm = plan.recentTerms[cursor.term]!;
    const text = baseTerm >= 0 ? readTerm(base, baseTerm) : readTerm(recent, recentTerm);
    merged.termText.set(text, textEnd);
    textEnd += text.length;
    merged.termStarts[cursor.term + 1] = textEnd;

    fromBase.count = 0;
    if (baseTerm >= 0) readPostings(base, baseTerm, { list: fromBase, dead: baseDead });
    const added = recentTerm < 0 ? 0 : collectRecent(recent, recentTerm, scratch);
    if (added > 0) mergeLists(both, fromBase, scratch.subarray(0, added));
    writePostings(merged, cursor, added > 0 ? both : fromBase);
  }
}

function allocateList(documents: number): PostingList {
  return { ordinals: new Int32Array(documents), frequencies: new Uint8Array(documents), count: 0 };
}

/** Writes the live postings of a term into `scratch`, ascending, as ordinal × 256 + frequency; returns how many. */
function collectRecent(recent: MutableView, term: number, scratch: Float64Array): number {
  let count = 0;
  let ascending = true;
  for (let at = recent.newest[term]!; at >= 0; at = recent.previous[at]!) {
    const posting = recent.postings[at]!;
    const slot = posting >>> 8;
    if (recent.dead[slot] === 1) continue;
    scratch[count] = recent.ordinals[slot]! * 256 + (posting & 255);
    // The list runs from newest to oldest: reversed, it is in order unless papers arrived out of order.
    if (count > 0 && scratch[count]! > scratch[count - 1]!) ascending = false;
    count += 1;
  }
  const found = scratch.subarray(0, count);
  if (ascending) found.reverse();
  else found.sort();
  return count;
}

/** @param added as ordinal × 256 + frequency, ascending */
function mergeLists(both: PostingList, fromBase: PostingList, added: Float64Array): void {
  let next = 0;
  const addBefore = (ordinal: number): void => {
    for (; next < added.length && added[next]! < ordinal * 256; next += 1) {
      addPosting(both, Math.floor(added[next]! / 256), added[next]! % 256);
    }
  };
  both.count = 0;
  for (let at = 0; at < fromBase.count; at += 1) {
    addBefore(fromBase.ordinals[at]!);
    addPosting(both, fromBase.ordinals[at]!, fromBase.frequencies[at]!);
  }
  addBefore(Infinity);
}
