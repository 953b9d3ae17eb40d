/** The nearest-rank quantile of the samples at `share`. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** A row of the report: what was measured, the figure, and its goal or baseline. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly goal: string;
  readonly met: boolean;
}

/** A Markdown table, ready for README. */
export function formatRows(rows: readonly Row[]): string {
  const cells = rows.map(({ what, figure, goal, met }) => [what, figure, goal, met ? "yes" : "NO"]);
  return formatTable(["what", "measured", "goal", "met"], cells);
}

export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
