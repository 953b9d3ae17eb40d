import { createOrdinalSet, type OrdinalSet } from "../../domain/search/ordinal-set.js";
import { foldText } from "../../domain/text/fold-text.js";
import { extractTerms } from "../../domain/text/terms.js";
import { findAnyOf } from "./find-papers.js";
import { locateTerm, type SearchedSegments } from "./query-terms.js";
import { decodeTerm, findEndOf, findFirstFrom, type TermTexts } from "./term-texts.js";

/** Every paper with a term that begins with the text, or with the term of a whole word that does, of this frequency. */
export function findByPrefix(segments: SearchedSegments, text: string, minFrequency: number): OrdinalSet | undefined {
  const prefix = foldText(text.trim());
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*$/u.test(prefix)) return undefined;
  const words = [...listWordsFrom(segments, prefix)];
  const terms = new Set([...listTermsFrom(segments, prefix), ...words.flatMap((word) => extractTerms(word))]);
  const located = [...terms].map((term) => locateTerm(segments, term));
  return createOrdinalSet(findAnyOf(segments, located, minFrequency));
}

const encoder = new TextEncoder();

function* listTermsFrom({ base, recent }: SearchedSegments, prefix: string): Generator<string> {
  yield* listFrom(base, prefix);
  for (const segment of recent) for (const term of segment.listTerms()) if (term.startsWith(prefix)) yield term;
}

function* listWordsFrom({ base, recent }: SearchedSegments, prefix: string): Generator<string> {
  yield* listFrom(base.vocabulary.words, prefix);
  for (const { words } of recent) for (const word of words.list()) if (word.startsWith(prefix)) yield word;
}

function* listFrom(sorted: TermTexts, prefix: string): Generator<string> {
  const bytes = encoder.encode(prefix);
  const first = findFirstFrom(sorted, bytes);
  const end = findEndOf(sorted, first, bytes);
  for (let term = first; term < end; term += 1) yield decodeTerm(sorted, term);
}
