/** What matching cost, in CPU time of all threads. */
export interface Cost {
  readonly papers: number;
  readonly follows: number;
  readonly matches: number;
  readonly cpuMs: number;
}

/** CPU time in µs: of a paper, of a pair of paper and follow, and of a match. */
export interface FittedCost {
  readonly paper: number;
  readonly pair: number;
  readonly match: number;
  /** The largest relative difference between a measured and a fitted time. */
  readonly error: number;
}

/** Least squares of relative errors, so that the cheap runs count as much as the expensive ones. */
export function fitCost(costs: readonly Cost[]): FittedCost {
  const rows = costs.map(({ papers, follows, matches, cpuMs }) =>
    [papers, papers * follows, matches].map((value) => value / cpuMs),
  );
  const normal = [0, 1, 2].map((one) => [
    ...[0, 1, 2].map((other) => rows.reduce((sum, row) => sum + row[one]! * row[other]!, 0)),
    rows.reduce((sum, row) => sum + row[one]!, 0),
  ]);
  const [paper, pair, match] = solve(normal) as [number, number, number];
  const errors = rows.map(([a, b, c]) => Math.abs(paper * a! + pair * b! + match * c! - 1));
  return { paper: paper * 1_000, pair: pair * 1_000, match: match * 1_000, error: Math.max(...errors) };
}

/** Gauss–Jordan, with the largest pivot; the last column is the right side. */
function solve(system: readonly (readonly number[])[]): readonly number[] {
  const left = system.map((row) => [...row]);
  for (const at of left.keys()) {
    const rest = left.slice(at);
    const best = rest.reduce((one, other) => (Math.abs(other[at]!) > Math.abs(one[at]!) ? other : one));
    const place = left.indexOf(best);
    [left[at], left[place]] = [best, left[at]!];
    const pivot = best[at]!;
    for (const [column, value] of best.entries()) best[column] = value / pivot;
    for (const row of left) {
      if (row === best) continue;
      const factor = row[at]!;
      for (const [column, value] of best.entries()) row[column]! -= factor * value;
    }
  }
  return left.map((row) => row.at(-1)!);
}
