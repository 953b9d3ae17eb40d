import { createOrdinalSet, type OrdinalSet } from "../../domain/search/ordinal-set.js";
import { foldText } from "../../domain/text/fold-text.js";
import { extractTerms } from "../../domain/text/terms.js";
import { findAnyOf } from "./find-papers.js";
import { locateTerm, type SearchedSegments } from "./query-terms.js";
import { compareTerm, type Segment } from "./segment.js";

/** Every paper with a term that begins with the text, or whose stem the text begins with. */
export function findByPrefix(segments: SearchedSegments, text: string): OrdinalSet | undefined {
  const prefix = foldText(text.trim());
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*$/u.test(prefix)) return undefined;
  const terms = new Set([...listTermsFrom(segments, prefix), ...extractTerms(prefix)]);
  return createOrdinalSet(
    findAnyOf(
      segments,
      [...terms].map((term) => locateTerm(segments, term)),
    ),
  );
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function* listTermsFrom({ base, recent }: SearchedSegments, prefix: string): Generator<string> {
  const start = encoder.encode(prefix);
  for (let term = findFirstFrom(base, start); term < base.shape.terms; term += 1) {
    // A copy, because TextDecoder rejects shared memory.
    const text = decoder.decode(base.termText.slice(base.termStarts[term], base.termStarts[term + 1]));
    if (!text.startsWith(prefix)) break;
    yield text;
  }
  for (const segment of recent) for (const term of segment.listTerms()) if (term.startsWith(prefix)) yield term;
}

/** The first term of the segment that does not come before the given one. */
function findFirstFrom(segment: Segment, term: Uint8Array): number {
  let low = 0;
  let high = segment.shape.terms;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerm(segment, middle, term) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
