/** Max size of one run of a model. */
export interface BatchLimits {
  /** Tokens including padding: those of the longest text times the number of texts. */
  readonly tokens: number;
  readonly texts: number;
}

/**
 * Groups texts into batches of one model run each, longest first and with similar lengths together, to minimise
 * padding. A text that exceeds the limit gets its own batch.
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
