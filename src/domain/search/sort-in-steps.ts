import type { Ordinal } from "../paper/paper.js";

/** Papers and a value each, in the same places. */
export interface ValuedPapers {
  readonly ordinals: ArrayLike<Ordinal>;
  readonly values: Float64Array;
}

/** Many enough that few papers share one, unless they have the same value. */
const bucketCount = 65_536;
/** Papers put in order between two yields: about 2 ms of work. */
const papersAtOnce = 4_096;

/**
 * The places of the first papers by descending value, equal ones by ordinal. Distributes the papers over buckets, which
 * takes linear time, and sorts only the buckets that are needed; yields whenever a slice of the work is done.
 */
export function* sortInSteps(papers: ValuedPapers, count: number): Generator<undefined, Int32Array> {
  const { ordinals, values } = papers;
  const compare = (one: number, other: number) => values[other]! - values[one]! || ordinals[one]! - ordinals[other]!;
  const { places, ends } = distribute(values);
  yield;
  let sorted = 0;
  for (let bucket = 0, start = 0; bucket < bucketCount && start < count; bucket += 1) {
    const end = ends[bucket]!;
    if (!isInOrder(places, { start, end }, compare)) places.subarray(start, end).sort(compare);
    sorted += end - start;
    start = end;
    if (sorted < papersAtOnce) continue;
    sorted = 0;
    yield;
  }
  return places.subarray(0, count);
}

/** The places bucket by bucket, those of the highest values first, and where each bucket ends. */
function distribute(values: Float64Array): { readonly places: Int32Array; readonly ends: Int32Array } {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const perValue = (bucketCount - 1) / (most - least);
  // Equal values, and those that differ by less than a number can tell, share one bucket.
  const scale = Number.isFinite(perValue) ? perValue : 0;
  const ends = new Int32Array(bucketCount);
  const bucketOf = (place: number) => Math.floor((most - values[place]!) * scale);
  for (let place = 0; place < values.length; place += 1) ends[bucketOf(place)]! += 1;
  // Each bucket's end becomes its start, and moves back to its end while it is filled.
  for (let bucket = 0, start = 0; bucket < bucketCount; bucket += 1) {
    const size = ends[bucket]!;
    ends[bucket] = start;
    start += size;
  }
  const places = new Int32Array(values.length);
  for (let place = 0; place < values.length; place += 1) places[ends[bucketOf(place)]!++] = place;
  return { places, ends };
}

/** Many papers of one value, in the order of their ordinals, need no sorting. */
function isInOrder(
  places: Int32Array,
  { start, end }: { readonly start: number; readonly end: number },
  compare: (one: number, other: number) => number,
): boolean {
  for (let at = start + 1; at < end; at += 1) if (compare(places[at - 1]!, places[at]!) > 0) return false;
  return true;
}
