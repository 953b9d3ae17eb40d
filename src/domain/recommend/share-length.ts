/** Characters of described examples that one recommendation reads: some seconds of a processor. */
export const examplesLength = 60_000;

/** About as much of a text as a model reads at most. */
const lengthRead = 5_000;

/**
 * How many characters of each text to read, so that all together have at most `examplesLength`: short texts leave their
 * share to the others. `undefined` if all can be read whole.
 */
export function shareLength(lengths: readonly number[]): number | undefined {
  let left = examplesLength;
  const sorted = lengths.map((length) => Math.min(length, lengthRead)).toSorted((one, other) => one - other);
  for (const [at, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - at));
    if (length > share) return share;
    left -= length;
  }
  return undefined;
}
