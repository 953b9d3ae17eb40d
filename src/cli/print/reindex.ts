import type { CompareAnswer, ModelsAnswer, OtherModelStatus } from "../../domain/models/change.js";
import type { NdcgComparison } from "../../domain/evaluation/compare-answers.js";
import { cleanLine, cutText } from "../../terminal/fit-text.js";
import { formatCount, formatPapers, formatDuration, formatRate } from "../../domain/text/amounts.js";
import type { Paint } from "../../terminal/paint.js";

/** Describes the models of a library. */
export function formatModels({ model, otherModel }: ModelsAnswer, paint: Paint): string {
  const row = (label: string, text: string) => `${paint.dim(label.padEnd(8))}${text}`;
  const inUse = row("in use", `${model.id}, ${model.dimensions} dimensions`);
  if (!otherModel) return inUse;
  const label = { embedding: "next", ready: "next", kept: "kept", dropping: "dropped" }[otherModel.state];
  const lines = [inUse, row(label, `${otherModel.id}, ${otherModel.dimensions} dimensions`)];
  return [...lines, row("", describeOtherModel(otherModel)), ...describeNextSteps(otherModel)].join("\n");
}

/** Describes the progress of the other model in one line. */
export function describeOtherModel(other: OtherModelStatus): string {
  const { state, embedded, missing, failed, papersPerSecond, etaSeconds, failure } = other;
  const parts = [`${formatCount(embedded)} of ${formatPapers(embedded + missing + failed)}`];
  if (failed > 0) parts.push(`${formatCount(failed)} could not be embedded`);
  if (papersPerSecond !== undefined) parts.push(formatRate(papersPerSecond));
  if (etaSeconds !== undefined) parts.push(`${formatDuration(etaSeconds)} left`);
  if (failure !== undefined) parts.push(`the last attempt failed: ${cleanLine(failure)}`);
  return `${state}: ${parts.join(", ")}`;
}

function describeNextSteps({ state, id }: OtherModelStatus): readonly string[] {
  if (state === "ready")
    return ["Compare answers with: paperkin reindex compare", "Answer with it from now on: paperkin reindex switch"];
  if (state === "kept")
    return ["Go back to it with: paperkin reindex rollback", "Delete its vectors with: paperkin reindex drop"];
  return state === "embedding" ? [`Watch it with: paperkin reindex --model ${id}`] : [];
}

export interface ShownComparison extends CompareAnswer {
  readonly ndcgAt10?: NdcgComparison;
}

/** Queries shown: those whose results differ the most. */
const maxDifferingShown = 5;

export function formatModelComparison(
  { model, otherModel, embedded, overlapAt10, queries, ndcgAt10 }: ShownComparison,
  { columns, paint }: { readonly columns: number; readonly paint: Paint },
): string {
  const differing = queries
    .filter(({ overlap }) => overlap < 1)
    .toSorted((one, other) => one.overlap - other.overlap)
    .slice(0, maxDifferingShown);
  return [
    paint.bold(`${model} (in use) and ${otherModel}: ${formatQuestions(queries.length)}`),
    `overlap@10  ${overlapAt10.toFixed(3)}  of the best 10 hits are the same, on average`,
    ...(ndcgAt10 ? [formatNdcg(ndcgAt10)] : []),
    ...describePart(model, embedded.model, embedded.papers),
    ...describePart(otherModel, embedded.otherModel, embedded.papers),
    ...(differing.length > 0 ? ["", paint.dim("Least alike:")] : []),
    ...differing.map(({ overlap, query }) => cutText(`  ${overlap.toFixed(2)}  ${cleanLine(query)}`, columns)),
  ].join("\n");
}

function describePart(model: string, embedded: number, papers: number): string[] {
  if (embedded >= papers) return [];
  const part = `${formatCount(embedded)} of ${formatPapers(papers)}`;
  return [`Only a part is compared: ${model} has vectors of ${part}, and finds the others by words only.`];
}

function formatNdcg({ model, otherModel, difference, low, high, queries }: NdcgComparison): string {
  const interval = `${sign(difference)} [${sign(low)}, ${sign(high)}]`;
  return `nDCG@10     ${model.toFixed(3)} and ${otherModel.toFixed(3)}: ${interval} over ${formatQuestions(queries, "judged ")}`;
}

function formatQuestions(count: number, kind = ""): string {
  return `${formatCount(count)} ${kind}${count === 1 ? "question" : "questions"}`;
}

function sign(difference: number): string {
  return `${difference < 0 ? "" : "+"}${difference.toFixed(3)}`;
}
