import { type MetricName, metricNames } from "../../domain/evaluation/ranking-metrics.js";
import { type EvaluationReport, type EvaluationRun, nameRun, type Omissions } from "../../domain/evaluation/report.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";
import { formatCount } from "../../domain/text/amounts.js";
import type { Paint } from "../../terminal/paint.js";

export interface TableLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** The usual spellings. */
export const metricTitles: Readonly<Record<MetricName, string>> = {
  "ndcg@10": "nDCG@10",
  "recall@100": "recall@100",
  "p@10": "P@10",
  "mrr@10": "MRR@10",
  map: "MAP",
};

const nameWidth = 12;
/** Of a metric; the last column is the latency. */
const cellWidth = 11;
const lastWidth = 13;

/** A table for people: each mean with its interval below, and then what was omitted. */
export function formatEvaluation(
  { collection, model, gain, runs }: EvaluationReport,
  { columns, paint }: TableLayout,
): string {
  const { name, split, queries, documents, omissions } = collection;
  const title = `${cleanLine(name)}, ${cleanLine(split)}: ${formatCount(queries)} queries over ${formatCount(documents)} documents, ${model}`;
  const titles = [...metricNames.map((metric) => metricTitles[metric]), "latency"];
  const header = " ".repeat(nameWidth) + joinCells(titles);
  const facts = [
    "Under each mean: its 95 % confidence interval. Latency: one query at a time.",
    ...(gain === "exponential" ? ["The gain of nDCG is 2^relevance - 1."] : []),
    ...describeOmissions(omissions),
  ];
  return [
    ...wrapText(title, columns).map(paint.bold),
    "",
    paint.dim(header),
    ...runs.flatMap((run) => formatRun(run, paint)),
    "",
    ...facts.flatMap((fact) => wrapText(fact, columns)).map(paint.dim),
  ].join("\n");
}

function formatRun(run: EvaluationRun, paint: Paint): string[] {
  const { metrics, latency } = run;
  const means = metricNames.map((name) => metrics[name].mean.toFixed(3));
  const intervals = metricNames.map((name) => `${formatBound(metrics[name].low)}–${formatBound(metrics[name].high)}`);
  return [
    nameRun(run).padEnd(nameWidth) + joinCells([...means, `p50 ${formatMs(latency.p50Ms)}`]),
    paint.dim(" ".repeat(nameWidth) + joinCells([...intervals, `p95 ${formatMs(latency.p95Ms)}`])),
  ];
}

function joinCells(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart(index < cells.length - 1 ? cellWidth : lastWidth)).join("");
}

/** Without the leading zero, so that the table fits 80 columns. */
function formatBound(share: number): string {
  return share.toFixed(3).replace(/^0/, "");
}

function formatMs(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}

/** The sentences after each count, singular and plural. */
const omissionTexts: Readonly<Record<keyof Omissions, readonly [one: string, more: string]>> = {
  queriesWithoutRelevant: [
    "judged query has no relevant document and counts as 0, as in trec_eval",
    "judged queries have no relevant document and count as 0, as in trec_eval",
  ],
  judgedNotInQueries: ["judged query is not among the queries", "judged queries are not among the queries"],
  queriesWithoutPaper: [
    "query asks by a paper that is not in the corpus, and is not measured",
    "queries ask by a paper that is not in the corpus, and are not measured",
  ],
  queriesCut: [
    "query is longer than a question may be, and was cut",
    "queries are longer than a question may be, and were cut",
  ],
  queriesWithOwnDocument: [
    "query has the id of a document, which is not counted as its hit",
    "queries have the id of a document, which is not counted as their hit",
  ],
  judgedNotInCorpus: [
    "judged document is not in the corpus, and counts as not found",
    "judged documents are not in the corpus, and count as not found",
  ],
  documentsRefused: ["document has no text that could be found", "documents have no text that could be found"],
  documentsCut: [
    "document is longer than a paper may be, and was cut",
    "documents are longer than a paper may be, and were cut",
  ],
  documentsNotEmbedded: [
    "document could not be embedded, and is found by keyword only",
    "documents could not be embedded, and are found by keyword only",
  ],
};

function describeOmissions(omissions: Omissions): string[] {
  return (Object.keys(omissionTexts) as (keyof Omissions)[])
    .filter((name) => omissions[name] > 0)
    .map((name) => `${formatCount(omissions[name])} ${omissionTexts[name][omissions[name] === 1 ? 0 : 1]}.`);
}
