import { readTerm, mapDocuments, planTerms, type DocumentMap, type TermPlan } from "./merge-plan.js";
import type { MutableView } from "./mutable-segment.js";
import { layOutSegment, measureSegment, type Segment, type SegmentShape } from "./segment.js";

/** A segment as threads pass it: by reference, since the buffer is shared. */
export interface PackedSegment {
  readonly shape: SegmentShape;
  readonly buffer: SharedArrayBuffer;
}

export interface MergeRequest {
  readonly base: PackedSegment;
  /** 1 for a position that was removed. A copy: removals may go on while the merge runs. */
  readonly baseDead: Uint8Array;
  /** Additions have ended, and `dead` is a copy for the same reason. */
  readonly recent: MutableView;
}

/** One segment of all that is live in both; removed documents and terms without any document are gone. */
export function mergeSegments(request: MergeRequest): PackedSegment {
  const base = layOutSegment(request.base.shape, request.base.buffer);
  const { recent } = request;
  const map = mapDocuments(base, request.baseDead, recent);
  const plan = planTerms(base, recent, map);
  const shape: SegmentShape = {
    documents: map.documents,
    terms: plan.terms,
    termBytes: plan.termBytes,
    postings: plan.postings,
    totalLength: map.totalLength,
  };
  const buffer = new SharedArrayBuffer(measureSegment(shape));
  const merged = layOutSegment(shape, buffer);
  fillDocuments(merged, map, { base, recent });
  fillTerms(merged, plan, { base, recent, map });
  return { shape, buffer };
}

interface Sources {
  readonly base: Segment;
  readonly recent: MutableView;
}

function fillDocuments(merged: Segment, map: DocumentMap, { base, recent }: Sources): void {
  const copy = (positions: Int32Array, from: { ordinals: Int32Array; lengths: Uint16Array }): void => {
    for (let old = 0; old < positions.length; old += 1) {
      const position = positions[old]!;
      if (position < 0) continue;
      merged.ordinals[position] = from.ordinals[old]!;
      merged.lengths[position] = from.lengths[old]!;
    }
  };
  copy(map.fromBase, base);
  copy(map.fromRecent, recent);
}

function fillTerms(merged: Segment, plan: TermPlan, sources: Sources & { readonly map: DocumentMap }): void {
  const { base, recent, map } = sources;
  const scratch = new Float64Array(recent.slots);
  let written = 0;
  let textEnd = 0;
  for (let term = 0; term < plan.terms; term += 1) {
    const baseTerm = plan.baseTerms[term]!;
    const recentTerm = plan.recentTerms[term]!;
    const text = baseTerm >= 0 ? readTerm(base, baseTerm) : readTerm(recent, recentTerm);
    merged.termText.set(text, textEnd);
    textEnd += text.length;
    const added = recentTerm < 0 ? 0 : collectRecent(recent, { term: recentTerm, map, scratch });
    written = fillPostings(merged, written, {
      base,
      baseTerm,
      positions: map.fromBase,
      added: scratch.subarray(0, added),
    });
    merged.termStarts[term + 1] = textEnd;
    merged.postingStarts[term + 1] = written;
  }
}

/** Writes the live postings of a term into `scratch`, ascending, as position × 256 + frequency; returns how many. */
function collectRecent(
  recent: MutableView,
  { term, map, scratch }: { readonly term: number; readonly map: DocumentMap; readonly scratch: Float64Array },
): number {
  let count = 0;
  let ascending = true;
  for (let at = recent.newest[term]!; at >= 0; at = recent.previous[at]!) {
    const posting = recent.postings[at]!;
    const position = map.fromRecent[posting >>> 8]!;
    if (position < 0) continue;
    scratch[count] = position * 256 + (posting & 255);
    // The list runs from the newest to the oldest: turned around, it is in order unless papers came out of order.
    if (count > 0 && scratch[count]! > scratch[count - 1]!) ascending = false;
    count += 1;
  }
  const found = scratch.subarray(0, count);
  if (ascending) found.reverse();
  else found.sort();
  return count;
}

interface TermPostings {
  readonly base: Segment;
  /** −1 for a term that only the recent documents hold. */
  readonly baseTerm: number;
  /** New positions of the documents of the base. */
  readonly positions: Int32Array;
  readonly added: Float64Array;
}

/** Merges the two ascending lists of a term; returns where the next term starts. */
function fillPostings(merged: Segment, start: number, { base, baseTerm, positions, added }: TermPostings): number {
  let written = start;
  let next = 0;
  const writeAddedBefore = (position: number): void => {
    while (next < added.length && added[next]! < position * 256) {
      merged.positions[written] = Math.floor(added[next]! / 256);
      merged.frequencies[written] = added[next]! % 256;
      written += 1;
      next += 1;
    }
  };
  const end = baseTerm < 0 ? 0 : base.postingStarts[baseTerm + 1]!;
  for (let at = baseTerm < 0 ? 0 : base.postingStarts[baseTerm]!; at < end; at += 1) {
    const position = positions[base.positions[at]!]!;
    if (position < 0) continue;
    if (next < added.length) writeAddedBefore(position);
    merged.positions[written] = position;
    merged.frequencies[written] = base.frequencies[at]!;
    written += 1;
  }
  writeAddedBefore(merged.shape.documents);
  return written;
}
