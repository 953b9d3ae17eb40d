/** A mean over queries and its 95 % confidence interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export const bootstrapResamples = 2_000;
const signFlips = 10_000;
const tailShare = 0.025;
/** Fixed, so that the same values always yield the same interval. */
const seed = 20_250_101;

/**
 * Mean with its percentile bootstrap interval (Efron 1979): the middle 95 % of the means of samples drawn from the
 * queries with replacement. NaN without values.
 */
export function bootstrapMean(values: readonly number[]): MeanInterval {
  const random = createRandom(seed);
  const means = new Float64Array(bootstrapResamples);
  for (let resample = 0; resample < bootstrapResamples; resample += 1) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) sum += values[Math.floor(random() * values.length)]!;
    means[resample] = sum / values.length;
  }
  means.sort();
  return { mean: computeMean(values), low: percentile(means, tailShare), high: percentile(means, 1 - tailShare) };
}

/**
 * Two-sided p value of the paired randomization test (Fisher 1935; for retrieval Smucker, Allan and Carterette 2007):
 * how often the mean would be at least as far from 0 if the sign of each difference were random. Exact over all signs
 * if there are few, otherwise from 10,000 draws, which include the observed one.
 */
export function testPairedDifferences(differences: readonly number[]): number {
  // A difference of 0 has no sign, so flipping it changes nothing.
  const signed = differences.filter((difference) => difference !== 0);
  const observed = Math.abs(addUp(signed));
  // Sums of the same numbers in a different order differ in their last bits.
  const isAsFar = (sum: number) => Math.abs(sum) >= observed - 1e-9;
  if (2 ** signed.length <= signFlips) {
    const all = 2 ** signed.length;
    let far = 0;
    for (let signs = 0; signs < all; signs += 1)
      if (isAsFar(addUp(signed.map((value, index) => ((signs >> index) & 1 ? -value : value))))) far += 1;
    return far / all;
  }
  const random = createRandom(seed);
  let far = 1;
  for (let flip = 0; flip < signFlips; flip += 1) {
    let sum = 0;
    for (const value of signed) sum += random() < 0.5 ? -value : value;
    if (isAsFar(sum)) far += 1;
  }
  return far / (signFlips + 1);
}

/** The `share` quantile of a sorted sample by nearest rank; NaN for an empty one. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Numbers from 0 to 1, the same for the same seed: xorshift with 32 bits (Marsaglia 2003). */
export function createRandom(start: number): () => number {
  let state = start;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** NaN without values. */
export function computeMean(values: readonly number[]): number {
  return addUp(values) / values.length;
}

function addUp(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
