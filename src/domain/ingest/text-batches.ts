/** What one run of a model may hold. */
export interface BatchLimits {
  /** Most tokens with padding: those of the longest text times the number of texts. */
  readonly tokens: number;
  readonly texts: number;
}

/**
 * Cuts texts into batches for one run each, longest first and those of like length together, so that little is padded.
 * A text that is longer than a batch may be goes alone.
 */
export function cutBatches<Text>(
  texts: readonly Text[],
  countTokens: (text: Text) => number,
  limits: BatchLimits,
): readonly (readonly Text[])[] {
  const sorted = texts.toSorted((one, other) => countTokens(other) - countTokens(one));
  const batches: (readonly Text[])[] = [];
  for (let start = 0; start < sorted.length; start += batches.at(-1)!.length) {
    const fitting = Math.floor(limits.tokens / countTokens(sorted[start]!));
    batches.push(sorted.slice(start, start + Math.max(1, Math.min(limits.texts, fitting))));
  }
  return batches;
}
