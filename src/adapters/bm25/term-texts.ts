/** Texts by number in UTF-8: text `t` ends where `t + 1` starts. */
export interface TermTexts {
  readonly termText: Uint8Array;
  readonly termStarts: Int32Array;
}

/** The UTF-8 text of a term. */
export function readTerm({ termText, termStarts }: TermTexts, term: number): Uint8Array {
  return termText.subarray(termStarts[term]!, termStarts[term + 1]!);
}

const decoder = new TextDecoder();

export function decodeTerm({ termText, termStarts }: TermTexts, term: number): string {
  // A copy, because TextDecoder rejects shared memory.
  return decoder.decode(termText.slice(termStarts[term], termStarts[term + 1]));
}

/** Negative when the term comes before the given one, 0 when they are equal. */
export function compareTerm({ termText, termStarts }: TermTexts, term: number, other: Uint8Array): number {
  const start = termStarts[term]!;
  const length = termStarts[term + 1]! - start;
  const shared = Math.min(length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = termText[start + at]! - other[at]!;
    if (difference !== 0) return difference;
  }
  return length - other.length;
}

/** The number of a term given in UTF-8 among sorted ones, or −1. */
export function findTerm(sorted: TermTexts, term: Uint8Array): number {
  const first = findFirstFrom(sorted, term);
  return first < countTerms(sorted) && compareTerm(sorted, first, term) === 0 ? first : -1;
}

/** The first of the sorted terms that does not come before the given one. */
export function findFirstFrom(sorted: TermTexts, term: Uint8Array): number {
  let low = 0;
  let high = countTerms(sorted);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerm(sorted, middle, term) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The end of the sorted terms that begin with the given bytes, of which `first` is the first. */
export function findEndOf(sorted: TermTexts, first: number, prefix: Uint8Array): number {
  let low = first;
  let high = countTerms(sorted);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (beginsWith(sorted, middle, prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginsWith({ termText, termStarts }: TermTexts, term: number, prefix: Uint8Array): boolean {
  const start = termStarts[term]!;
  if (termStarts[term + 1]! - start < prefix.length) return false;
  for (let at = 0; at < prefix.length; at += 1) if (termText[start + at] !== prefix[at]) return false;
  return true;
}

function countTerms({ termStarts }: TermTexts): number {
  return termStarts.length - 1;
}
