import type { Ordinal } from "../../domain/paper/paper.js";
import { visitPostings } from "./mutable-segment.js";
import { listMembers, type OrdinalBits, retainBits, setBit } from "../../domain/search/ordinal-set.js";
import { countLive, findCommonBits, findFirstLive, findRareOrdinals } from "./postings.js";
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
