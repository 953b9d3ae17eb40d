import type { RunComparison } from "../../domain/evaluation/compare-reports.js";
import { metricNames } from "../../domain/evaluation/ranking-metrics.js";
import { type EvaluationReport, nameRun } from "../../domain/evaluation/report.js";
import { cleanLine, cutText, wrapText } from "../../terminal/fit-text.js";
import { metricTitles, type TableLayout } from "./evaluation.js";
import { formatCount } from "../../domain/text/amounts.js";

interface Side {
  readonly file: string;
  readonly model: string;
}

export interface Comparison {
  readonly collection: Pick<EvaluationReport["collection"], "name" | "split" | "queries" | "hash">;
  readonly a: Side;
  readonly b: Side;
  readonly runs: readonly RunComparison[];
}

const nameWidth = 12;
const metricWidth = 10;
const widths = [9, 8, 9, 20, 9] as const;

/** A table for people: one line per row and measure, with the significance of the difference. */
export function formatComparison({ collection, a, b, runs }: Comparison, { columns, paint }: TableLayout): string {
  const { name, split, queries } = collection;
  const sides = [a, b].map(({ file, model }, index) =>
    cutText(`${index === 0 ? "a" : "b"}  ${cleanLine(file)}, ${cleanLine(model)}`, columns),
  );
  const header = " ".repeat(nameWidth + metricWidth) + joinCells(["a", "b", "b - a", "95 % interval", "p"]);
  return [
    paint.bold(`${cleanLine(name)}, ${cleanLine(split)}: ${formatCount(queries)} queries`),
    ...sides,
    "",
    paint.dim(header),
    ...runs.flatMap(formatRun),
    "",
    ...wrapText("p: how often a difference this large occurs by chance alone (randomization test).", columns).map(
      paint.dim,
    ),
  ].join("\n");
}

function formatRun(run: RunComparison): string[] {
  return metricNames.map((name, index) => {
    const { a, b, difference, low, high, pValue } = run.metrics[name];
    const cells = [a.toFixed(3), b.toFixed(3), sign(difference), `${sign(low)} to ${sign(high)}`, formatP(pValue)];
    const label = index === 0 ? nameRun(run) : "";
    return label.padEnd(nameWidth) + metricTitles[name].padEnd(metricWidth) + joinCells(cells);
  });
}

function joinCells(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join("");
}

function sign(difference: number): string {
  const text = difference.toFixed(3);
  if (text === "-0.000") return "0.000";
  return difference > 0 && text !== "0.000" ? `+${text}` : text;
}

function formatP(pValue: number): string {
  return pValue < 0.001 ? "<0.001" : pValue.toFixed(3);
}
