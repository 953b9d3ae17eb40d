import { AppError } from "../../errors.js";
import { type MetricName, metricNames } from "./ranking-metrics.js";
import { type EvaluationReport, type EvaluationRun, nameRun } from "./report.js";
import { bootstrapMean, computeMean, testPairedDifferences } from "./resampling.js";

export interface MetricDifference {
  readonly a: number;
  readonly b: number;
  /** b − a, with its 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
}

export interface RunComparison extends Pick<EvaluationRun, "mode" | "semanticWeight"> {
  /** Number of queries that both runs measured. */
  readonly queries: number;
  readonly metrics: Readonly<Record<MetricName, MetricDifference>>;
}

/**
 * Compares the rows that two reports share, query by query: the paired bootstrap resamples differences, so queries that
 * are hard for both do not widen the interval. Throws `conflict` for different collections or gains, or without a common row.
 */
export function compareReports(a: EvaluationReport, b: EvaluationReport): RunComparison[] {
  if (a.collection.hash !== b.collection.hash) {
    throw new AppError(
      "conflict",
      `The two runs measured different queries or judgements: ${describe(a)} and ${describe(b)}. Only runs over the same ones can be compared.`,
    );
  }
  if (a.gain !== b.gain) {
    throw new AppError(
      "conflict",
      `The two runs measured nDCG with different gains, ${a.gain} and ${b.gain}: measure both with the same --gain.`,
    );
  }
  const runs = a.runs.flatMap((run) => {
    const other = b.runs.find((candidate) => nameRun(candidate) === nameRun(run));
    return other ? [compareRuns(run, other)] : [];
  });
  if (runs.length > 0) return runs;
  const list = ({ runs: rows }: EvaluationReport) => rows.map(nameRun).join(", ");
  throw new AppError("conflict", `The two runs share no row: the first has ${list(a)}; the second ${list(b)}.`);
}

function describe({ collection: { name, split, queries, hash } }: EvaluationReport): string {
  return `${name}/${split} (${queries} queries, ${hash})`;
}

function compareRuns(a: EvaluationRun, b: EvaluationRun): RunComparison {
  const others = new Map(b.queries.map((query) => [query.id, query]));
  const pairs = a.queries.flatMap((query) => {
    const other = others.get(query.id);
    return other ? [{ a: query, b: other }] : [];
  });
  const { mode, semanticWeight } = a;
  const compare = (name: MetricName) => compareMetric(pairs.map((pair) => ({ a: pair.a[name], b: pair.b[name] })));
  return {
    mode,
    ...(semanticWeight !== undefined && { semanticWeight }),
    queries: pairs.length,
    metrics: Object.fromEntries(metricNames.map((name) => [name, compare(name)])) as Record<
      MetricName,
      MetricDifference
    >,
  };
}

function compareMetric(pairs: readonly { readonly a: number; readonly b: number }[]): MetricDifference {
  const differences = pairs.map(({ a, b }) => b - a);
  const { mean: difference, low, high } = bootstrapMean(differences);
  const pValue = testPairedDifferences(differences);
  return {
    a: computeMean(pairs.map(({ a }) => a)),
    b: computeMean(pairs.map(({ b }) => b)),
    difference,
    low,
    high,
    pValue,
  };
}
