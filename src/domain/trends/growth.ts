/**
 * Whether a topic grows, against its own past and against the library's.
 *
 * The papers of the latest window are compared with those of the windows before it. A topic that only keeps its share
 * would have E = Σ_v N_v · y_v / M_v papers in the latest window, where v is a venue, N_v and M_v are the papers of the
 * venue in the latest window and before, and y_v are those of the topic before: indirect standardisation, as
 * epidemiology compares populations of different ages (Breslow and Day 1987, chapter 2). So neither more papers, nor a
 * new venue, nor a year of which only the spring is known makes a trend.
 *
 * With x papers found, growth is the posterior of x / E under a gamma prior around 1 (the shrinkage of DuMouchel 1999):
 * δ = ln((x + a) / (E + a)), σ² = φ (1 / (x + a) + 1 / (n + a)), where n = E² / Var E is how many papers the expectation
 * rests on. φ is the dispersion of the library: topics vary more from window to window than chance alone (McCullagh and
 * Nelder 1989, section 4.5), so what is usual here is no trend. z = δ / σ is tested to one side, and the false discovery
 * rate over all topics is held at 5 % (Benjamini and Hochberg 1995).
 */
export interface Growth {
  /** Papers in the latest window, of venues that have a past. */
  readonly found: number;
  /** Papers that the topic's past share would give. */
  readonly expected: number;
  /** exp δ: about how many times more than expected, drawn towards 1. */
  readonly factor: number;
  /** The lower end of its 95 % interval. */
  readonly factorLow: number;
  /** One-sided; 1 for a topic without papers. */
  readonly p: number;
  /** By window, the latest first: papers against those that the topic's past share would give there, drawn towards 1. */
  readonly levels: readonly number[];
}

/** Papers of topics in strata (venues) and windows. */
export interface TopicCounts {
  readonly topics: number;
  readonly strata: number;
  /** Window 0 is the latest, the others its past. */
  readonly windows: number;
  /** Papers by topic, stratum and window: `counts[(topic * strata + stratum) * windows + window]`. */
  readonly counts: Float64Array;
}

/** Added papers, as if each topic had shown this many with its usual share. */
const priorPapers = 2;
/** One-sided 95 %. */
const lowerBound = 1.645;

export function measureGrowth(table: TopicCounts): readonly Growth[] {
  const totals = sumOverTopics(table);
  const dispersion = measureDispersion(table, totals);
  return Array.from({ length: table.topics }, (_, topic) => {
    const { found, expected, variance } = expectLatest(table, totals, topic);
    const levels = measureLevels(table, totals, topic);
    if (found === 0) return { found, expected, factor: 1, factorLow: 0, p: 1, levels };
    const basis = variance > 0 ? (expected * expected) / variance : 0;
    const delta = Math.log((found + priorPapers) / (expected + priorPapers));
    const sigma = Math.sqrt(dispersion * (1 / (found + priorPapers) + 1 / (basis + priorPapers)));
    const factorLow = Math.exp(delta - lowerBound * sigma);
    return { found, expected, factor: Math.exp(delta), factorLow, p: upperTail(delta / sigma), levels };
  });
}

/** The topics whose growth is no chance find: Benjamini and Hochberg's procedure at this rate of false discoveries. */
export function selectDiscoveries(ps: readonly number[], rate = 0.05): readonly number[] {
  const order = ps.map((_, index) => index).sort((one, other) => ps[one]! - ps[other]!);
  let selected = 0;
  for (const [place, index] of order.entries())
    if (ps[index]! <= (rate * (place + 1)) / ps.length) selected = place + 1;
  return order.slice(0, selected);
}

/** Papers of all topics by stratum and window. */
function sumOverTopics({ topics, strata, windows, counts }: TopicCounts): Float64Array {
  const totals = new Float64Array(strata * windows);
  for (let topic = 0; topic < topics; topic += 1)
    for (let cell = 0; cell < totals.length; cell += 1) totals[cell]! += counts[topic * totals.length + cell]!;
  return totals;
}

function expectLatest({ strata, windows, counts }: TopicCounts, totals: Float64Array, topic: number) {
  let [found, expected, variance] = [0, 0, 0];
  for (let stratum = 0; stratum < strata; stratum += 1) {
    const own = (topic * strata + stratum) * windows;
    const before = sumPast(totals, stratum * windows, windows);
    if (before === 0) continue;
    const ratio = totals[stratum * windows]! / before;
    const past = sumPast(counts, own, windows);
    found += counts[own]!;
    expected += ratio * past;
    variance += ratio * ratio * past;
  }
  return { found, expected, variance };
}

function sumPast(counts: Float64Array, start: number, windows: number): number {
  let sum = 0;
  for (let window = 1; window < windows; window += 1) sum += counts[start + window]!;
  return sum;
}

/** Expected papers per window that make a topic's variation measurable. */
const minExpected = 2;

/**
 * The median over topics of their variation between adjacent past windows, at least 1: the mean square successive
 * difference (von Neumann and others 1941) of Pearson residuals, divided by the 2 that chance alone gives. Slow change is
 * not variation by this measure, and a few topics with a jump in their past do not hide the others.
 */
function measureDispersion(table: TopicCounts, totals: Float64Array): number {
  const pairs = table.windows - 2;
  if (pairs < 1) return 1;
  const ratios: number[] = [];
  for (let topic = 0; topic < table.topics; topic += 1) {
    const compared = compareWindows(table, totals, topic);
    const [found, expected] = [compared.found.slice(1), compared.expected.slice(1)];
    if (expected.some((value) => value < minExpected)) continue;
    const residuals = expected.map((value, window) => (found[window]! - value) / Math.sqrt(value));
    const squares = residuals.slice(1).map((residual, window) => (residual - residuals[window]!) ** 2);
    ratios.push(squares.reduce((sum, square) => sum + square, 0) / (2 * pairs));
  }
  if (ratios.length === 0) return 1;
  ratios.sort((one, other) => one - other);
  // Half of all values of χ² / df lie below (1 − 2 / 9 df)³ (Wilson and Hilferty 1931); overlapping pairs count for less.
  const df = (2 * pairs * pairs) / (3 * pairs - 1);
  return Math.max(1, ratios[ratios.length >> 1]! / (1 - 2 / (9 * df)) ** 3);
}

function measureLevels(table: TopicCounts, totals: Float64Array, topic: number): readonly number[] {
  const { found, expected } = compareWindows(table, totals, topic);
  return found.map((count, window) => (count + priorPapers) / (expected[window]! + priorPapers));
}

/** Papers of a topic by window, in venues with a past, and those that its share over the whole past would give. */
function compareWindows({ strata, windows, counts }: TopicCounts, totals: Float64Array, topic: number) {
  const found = Array.from({ length: windows }, () => 0);
  const expected = Array.from({ length: windows }, () => 0);
  for (let stratum = 0; stratum < strata; stratum += 1) {
    const own = (topic * strata + stratum) * windows;
    const before = sumPast(totals, stratum * windows, windows);
    if (before === 0) continue;
    const share = sumPast(counts, own, windows) / before;
    for (let window = 0; window < windows; window += 1) {
      found[window]! += counts[own + window]!;
      expected[window]! += share * totals[stratum * windows + window]!;
    }
  }
  return { found, expected };
}

/** The probability that a standard normal variable exceeds z (Abramowitz and Stegun 1964, 26.2.17; error below 1e-7). */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const terms = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153];
  const sum = terms.reduce((inner, term) => t * (term + inner), 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
