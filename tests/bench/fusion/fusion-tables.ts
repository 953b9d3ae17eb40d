import { computeMean, createRandom, type MeanInterval, percentile } from "../../../src/domain/evaluation/resampling.js";
import { beforeName, comparedName, shippedName, singleNames, variants } from "./fusion-variants.js";
import { fitCurve, type JudgedCandidate, measureBins, measureLoss, shippedCurve } from "./reliability.js";
import { defaultOrder, type OrderParameters } from "../../../src/domain/search/order-candidates.js";
import { depths, nameTuning, tunings } from "./order-tuning.js";

/** What was measured on one collection. */
export interface Column {
  readonly name: string;
  readonly isJudged: boolean;
  /** nDCG@10 of each query, by the name of the ranking. */
  readonly values: ReadonlyMap<string, readonly number[]>;
  /** The candidates of all queries; none for a collection that was not judged. */
  readonly judged: readonly JudgedCandidate[];
}

export function formatVariants(columns: readonly Column[]): string {
  const rows = variants.map(({ name }) => {
    const means = columns.map((column) => mean(column, name));
    const judged = means.filter((_, at) => columns[at]!.isJudged);
    return [name, ...[...means, computeMean(judged), computeMean(means)].map((value) => value.toFixed(4))];
  });
  const differences = [beforeName, comparedName, singleNames.words, singleNames.meaning].map((name) => [
    `shipped less ${name}`,
    ...columns.map((column) => formatInterval(resample([subtract(column, shippedName, name)]))),
    ...[columns.filter(({ isJudged }) => isJudged), columns].map((group) =>
      formatInterval(resample(group.map((column) => subtract(column, shippedName, name)))),
    ),
  ]);
  const head = ["nDCG@10", ...columns.map(({ name }) => name), "mean of the judged", "mean of all"];
  return formatTable([head, ...rows, ...differences]);
}

/** Each judged collection with the parameters that the other collections choose. */
export function formatLeftOut(columns: readonly Column[]): string {
  const judged = columns.filter(({ isJudged }) => isJudged);
  const chosen = judged.map((left) => chooseTuning(columns.filter((column) => column !== left)));
  const rows = judged.map((column, at) => {
    const name = nameTuning(chosen[at]!);
    return [
      column.name,
      name,
      ...[beforeName, name].map((ranking) => mean(column, ranking).toFixed(4)),
      formatInterval(resample([subtract(column, name, beforeName)])),
    ];
  });
  const gains = judged.map((column, at) => subtract(column, nameTuning(chosen[at]!), beforeName));
  const means = [beforeName, undefined].map((ranking) =>
    computeMean(judged.map((column, at) => mean(column, ranking ?? nameTuning(chosen[at]!)))).toFixed(4),
  );
  return formatTable([
    ["left out", "chosen on the others", "before", "with the choice", "difference"],
    ...rows,
    ["mean", `all choose: ${nameTuning(chooseTuning(columns))}`, ...means, formatInterval(resample(gains))],
  ]);
}

/** The tuning with the highest mean over collections. */
function chooseTuning(columns: readonly Column[]): OrderParameters {
  const rate = (tuning: OrderParameters) => computeMean(columns.map((column) => mean(column, nameTuning(tuning))));
  return tunings.reduce((best, tuning) => (rate(tuning) > rate(best) ? tuning : best), defaultOrder);
}

export function formatDepths(columns: readonly Column[]): string {
  const rows = depths.map((tuning) => {
    const means = columns.map((column) => mean(column, nameTuning(tuning)));
    const judged = means.filter((_, at) => columns[at]!.isJudged);
    const pairs = (tuning.depth * (tuning.depth - 1)) / 2;
    return [tuning.depth, pairs, ...[...means, computeMean(judged)].map((value) => value.toFixed(4))].map(String);
  });
  return formatTable([["papers", "pairs", ...columns.map(({ name }) => name), "mean of the judged"], ...rows]);
}

const edges = [0, 0.05, 0.12, 0.25, 0.5, 0.75, 1.001];

export function formatReliability(columns: readonly Column[]): string {
  const judged = columns.filter(({ isJudged }) => isJudged);
  const bins = judged.map((column) => measureBins(column.judged, edges));
  const rows = edges.slice(0, -1).map((low, bin) => [
    `${low} to ${Math.min(1, edges[bin + 1]!)}`,
    ...bins.map((column) => {
      const { share, count } = column[bin] ?? {};
      return share === undefined ? "" : `${share.toFixed(2)} (${count})`;
    }),
  ]);
  return formatTable([["confidence", ...judged.map(({ name }) => name)], ...rows]);
}

/** How well the shipped curve, and one fitted to the other judged collections, predict what is relevant. */
export function formatCurves(columns: readonly Column[]): string {
  const judged = columns.filter(({ isJudged }) => isJudged);
  const rows = judged.map((left) => {
    const others = judged.filter((column) => column !== left);
    const curve = fitCurve(others.map((column) => column.judged));
    return [
      left.name,
      `${curve.slope.toFixed(1)}, ${curve.middle.toFixed(2)}`,
      ...[shippedCurve, curve].map((one) => measureLoss(left.judged, one).toFixed(3)),
    ];
  });
  return formatTable([["left out", "slope, middle of the others", "log loss, shipped", "log loss, fitted"], ...rows]);
}

function mean({ values }: Column, ranking: string): number {
  return computeMean(values.get(ranking)!);
}

/** Paired by query, so that queries that are hard for both do not widen the interval. */
function subtract({ values }: Column, ranking: string, other: string): number[] {
  const others = values.get(other)!;
  return values.get(ranking)!.map((value, at) => value - others[at]!);
}

const resamples = 2_000;

/** The mean of the groups' means, with the middle 95 % of those of resampled groups. */
function resample(groups: readonly (readonly number[])[]): MeanInterval {
  const random = createRandom(20_250_101);
  const means = Float64Array.from({ length: resamples }, () =>
    computeMean(groups.map((group) => computeMean(group.map(() => group[Math.floor(random() * group.length)]!)))),
  ).sort();
  return { mean: computeMean(groups.map(computeMean)), low: percentile(means, 0.025), high: percentile(means, 0.975) };
}

function formatInterval({ mean: middle, low, high }: MeanInterval): string {
  const sign = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
  return `${sign(middle)} [${sign(low)}, ${sign(high)}]`;
}

function formatTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
