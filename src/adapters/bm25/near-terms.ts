import { countEdits, EditRows, pickNearest, readMisspelledTerm } from "../../domain/text/edit-distance.js";
import type { NearTerm } from "../../ports/search/keyword-index.js";
import { surveyTerm } from "./find-papers.js";
import { locateTerm, type SearchedSegments } from "./query-terms.js";
import type { Segment, TermTexts } from "./segment.js";

/** The live terms of all segments whose spelling is close to an unknown word. */
export function findNearTerms(segments: SearchedSegments, word: string): NearTerm[] {
  const misspelled = readMisspelledTerm(word);
  if (misspelled === undefined) return [];
  const { term: wanted, maxEdits } = misspelled;
  const survey = (term: string) => surveyTerm(segments, locateTerm(segments, term));
  if (survey(wanted).documents > 0) return [];
  const distances = collectNear(segments.base, new EditRows(wanted, maxEdits), maxEdits);
  for (const segment of segments.recent) {
    for (const term of segment.listTerms()) {
      // Most terms are excluded by their length alone, which is faster than comparing them.
      if (Math.abs(term.length - wanted.length) > 2 * maxEdits || distances.has(term)) continue;
      const distance = countEdits(wanted, term, maxEdits);
      if (distance !== undefined) distances.set(term, distance);
    }
  }
  const near = [...distances].map(([term, distance]) => {
    const { documents, first } = survey(term);
    return { term, documents, example: first, distance };
  });
  return pickNearest(near.filter(({ documents }) => documents > 0));
}

const decoder = new TextDecoder();

/**
 * Walks the sorted terms like a trie: the rows of a shared prefix are computed once, and when a prefix is already too
 * far from the word, all terms with it are skipped.
 */
function collectNear({ shape, termText, termStarts }: Segment, rows: EditRows, maxEdits: number): Map<string, number> {
  const near = new Map<string, number>();
  /** For the current term, the number of bytes of its first letters, for each row. */
  const ends: number[] = [];
  let depth = 0;
  for (let term = 0; term < shape.terms;) {
    const start = termStarts[term]!;
    const length = termStarts[term + 1]! - start;
    let bytes = depth === 0 ? 0 : ends[depth - 1]!;
    let reaches = true;
    while (reaches && bytes < length) {
      const letter = readLetter(termText, start + bytes);
      reaches = rows.advance(depth, letter);
      bytes += measureLetter(letter);
      ends[depth] = bytes;
      depth += 1;
    }
    if (reaches && rows.measure(depth) <= maxEdits) {
      // A copy, because TextDecoder rejects shared memory.
      near.set(decoder.decode(termText.slice(start, start + length)), rows.measure(depth));
    }
    const next = reaches ? term + 1 : skipPrefix({ shape, termText, termStarts }, term, bytes);
    const shared = next < shape.terms ? countShared({ termText, termStarts }, term, next) : 0;
    while (depth > 0 && ends[depth - 1]! > shared) depth -= 1;
    term = next;
  }
  return near;
}

/** A code point of UTF-8. */
function readLetter(text: Uint8Array, at: number): number {
  const first = text[at]!;
  if (first < 0x80) return first;
  const rest = (count: number): number => text[at + count]! & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | rest(1);
  if (first < 0xf0) return ((first & 0x0f) << 12) | (rest(1) << 6) | rest(2);
  return ((first & 0x07) << 18) | (rest(1) << 12) | (rest(2) << 6) | rest(3);
}

/** The bytes of a code point in UTF-8. */
function measureLetter(letter: number): number {
  if (letter < 0x80) return 1;
  if (letter < 0x800) return 2;
  return letter < 0x10000 ? 3 : 4;
}

/** The first term after the given one that does not share its first bytes, found by doubling strides. */
function skipPrefix(segment: TermTexts & Pick<Segment, "shape">, term: number, bytes: number): number {
  const { terms } = segment.shape;
  let inside = term;
  let stride = 1;
  while (inside + stride < terms && countShared(segment, term, inside + stride) >= bytes) {
    inside += stride;
    stride *= 2;
  }
  let outside = Math.min(inside + stride, terms);
  while (outside - inside > 1) {
    const middle = (inside + outside) >>> 1;
    if (countShared(segment, term, middle) >= bytes) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** The length in bytes of the common prefix of two terms. */
function countShared({ termText, termStarts }: TermTexts, term: number, other: number): number {
  const start = termStarts[term]!;
  const otherStart = termStarts[other]!;
  const most = Math.min(termStarts[term + 1]! - start, termStarts[other + 1]! - otherStart);
  let shared = 0;
  while (shared < most && termText[start + shared] === termText[otherStart + shared]) shared += 1;
  return shared;
}
