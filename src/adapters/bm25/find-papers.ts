import type { Ordinal } from "../../domain/paper/paper.js";
import { type MutableView, visitPostings } from "./mutable-segment.js";
import {
  countBits,
  hasBit,
  listMembers,
  type OrdinalBits,
  retainBits,
  setBit,
} from "../../domain/search/ordinal-set.js";
import {
  countLive,
  findCommonBits,
  findFirstLive,
  findRank,
  findRareOrdinals,
  type PlacedTerm,
  placeTerm,
} from "./postings.js";
import type { SearchedSegments, TermNumbers } from "./query-terms.js";

/** Every live paper that contains at least one of the terms, with at least this frequency. */
export function findAnyOf(segments: SearchedSegments, terms: readonly TermNumbers[], minFrequency = 1): OrdinalBits {
  const { base, baseDead, recent } = segments;
  const capacity = recent.reduce((max, segment) => Math.max(max, segment.capacity), base.shape.capacity);
  const found = new Uint32Array(Math.ceil(capacity / 32));
  for (const { baseTerm } of terms) {
    if (baseTerm >= 0) addBasePapers(found, segments, { term: baseTerm, minFrequency });
  }
  for (let word = 0; word < baseDead.length; word += 1) found[word]! &= ~baseDead[word]!;
  for (const [at, segment] of recent.entries()) {
    const view = segment.view();
    for (const { recentTerms } of terms) {
      visitPostings(view, recentTerms[at]!, (slot, frequency) => {
        if (view.dead[slot] !== 1 && frequency >= minFrequency) setBit(found, view.ordinals[slot]!);
      });
    }
  }
  return found;
}

/** Every live paper that contains all of the terms, each with at least this frequency; there is at least one term. */
export function findAllOf(segments: SearchedSegments, terms: readonly TermNumbers[], minFrequency = 1): OrdinalBits {
  const [first, ...others] = terms.map((term) => findAnyOf(segments, [term], minFrequency));
  for (const other of others) retainBits(first!, other);
  return first!;
}

/** How many papers `findAllOf` finds. From the rarest term on, and without a set: a set grows with the corpus. */
export function countAllOf(segments: SearchedSegments, terms: readonly TermNumbers[]): number {
  const { base, recent } = segments;
  const held = terms.filter(({ baseTerm }) => baseTerm >= 0).map(({ baseTerm }) => placeTerm(base, baseTerm));
  let count = held.length === terms.length ? countInBase(segments, held) : 0;
  for (const [at, segment] of recent.entries()) {
    const numbers = terms.map(({ recentTerms }) => recentTerms[at]!);
    if (!numbers.includes(-1)) count += countInRecent(segment.view(), numbers);
  }
  return count;
}

/** The number of live papers that contain a term, and the first of them. */
export function surveyTerm(
  { base, baseDead, recent }: SearchedSegments,
  term: TermNumbers,
): { readonly documents: number; readonly first: Ordinal } {
  let documents = countLive(base, term.baseTerm, baseDead);
  let first = documents > 0 ? findFirstLive(base, term.baseTerm, baseDead) : Infinity;
  for (const [at, segment] of recent.entries()) {
    const view = segment.view();
    visitPostings(view, term.recentTerms[at]!, (slot) => {
      if (view.dead[slot] === 1) return;
      documents += 1;
      first = Math.min(first, view.ordinals[slot]!);
    });
  }
  return { documents, first };
}

function countInBase({ base, baseDead: dead, baseDeadCount }: SearchedSegments, terms: readonly PlacedTerm[]): number {
  const [rarest, ...others] = terms.toSorted((one, other) => one.postings - other.postings);
  if (rarest === undefined) return 0;
  if (others.length === 0 && baseDeadCount === 0) return rarest.postings;
  let count = 0;
  if (rarest.isCommon) {
    for (let block = 0; block < base.present.length; block += 1) {
      let bits = ~dead[block]!;
      for (let at = 0; at < terms.length; at += 1) bits &= base.commonBits[terms[at]!.first + block]!;
      count += countBits(bits);
    }
    return count;
  }
  for (let at = rarest.first; at < rarest.first + rarest.postings; at += 1) {
    const ordinal = base.ordinals[at]!;
    let holds = !hasBit(dead, ordinal);
    for (let each = 0; holds && each < others.length; each += 1) holds = findRank(base, others[each]!, ordinal) >= 0;
    if (holds) count += 1;
  }
  return count;
}

function countInRecent(view: MutableView, [first, ...others]: readonly number[]): number {
  if (others.length === 0) return countLiveSlots(view, first!);
  let slots = new Set<number>();
  visitPostings(view, first!, (slot) => view.dead[slot] !== 1 && slots.add(slot));
  for (const term of others) {
    const both = new Set<number>();
    visitPostings(view, term, (slot) => slots.has(slot) && both.add(slot));
    slots = both;
  }
  return slots.size;
}

function countLiveSlots(view: MutableView, term: number): number {
  let count = 0;
  visitPostings(view, term, (slot) => {
    if (view.dead[slot] !== 1) count += 1;
  });
  return count;
}

interface FrequentTerm {
  readonly term: number;
  readonly minFrequency: number;
}

function addBasePapers(found: OrdinalBits, { base }: SearchedSegments, { term, minFrequency }: FrequentTerm): void {
  const bits = findCommonBits(base, term);
  let at = base.postingStarts[term]!;
  if (bits === undefined) {
    for (const ordinal of findRareOrdinals(base, term)) {
      if (base.frequencies[at++]! >= minFrequency) setBit(found, ordinal);
    }
  } else if (minFrequency <= 1) {
    for (let word = 0; word < bits.length; word += 1) found[word]! |= bits[word]!;
  } else {
    for (const ordinal of listMembers(bits)) if (base.frequencies[at++]! >= minFrequency) setBit(found, ordinal);
  }
}
