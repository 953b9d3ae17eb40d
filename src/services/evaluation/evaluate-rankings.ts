import type { Hit, Timings } from "../../domain/search/answer.js";
import type { JudgedQuery } from "../../domain/evaluation/collection-record.js";
import { cutCharacters } from "../../domain/text/cut-text.js";
import type { DocumentNames } from "../../domain/evaluation/document-names.js";
import {
  type Gain,
  measureRanking,
  type MetricName,
  metricNames,
  type Metrics,
  rankingDepth,
} from "../../domain/evaluation/ranking-metrics.js";
import type { RankedDocument } from "../../domain/evaluation/run-file.js";
import type { EvaluationRun } from "../../domain/evaluation/report.js";
import { bootstrapMean, type MeanInterval, percentile } from "../../domain/evaluation/resampling.js";
import { queryLimits, type SearchMode, searchRequestSchema } from "../../domain/search/request.js";
import { similarRequestSchema } from "../../domain/similar/request.js";
import type { SentenceRole } from "../../domain/text/sentence-roles.js";
import { AppError } from "../../errors.js";
import type { FindSimilar } from "../similar/find-similar.js";
import type { SearchPapers } from "../search/search-papers.js";

/** One way to run a query: `similar` for queries by paper, a search mode for queries in words. */
export interface Variant {
  readonly mode: SearchMode | "similar";
  readonly semanticWeight?: number;
}

export interface Measurement {
  readonly queries: readonly JudgedQuery[];
  readonly variants: readonly Variant[];
  readonly names: DocumentNames;
  readonly searchPapers: SearchPapers;
  readonly findSimilar: FindSimilar;
  /** The gain of nDCG; linear by default. */
  readonly gain?: Gain;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
  /** Ends the measurement with its reason. */
  readonly signal?: AbortSignal;
  /** Called after each query with the number of queries run so far, over all variants. */
  readonly onQuery?: (asked: number) => void;
  /** Called after each query with the ranking that was measured, best first. */
  readonly onRanked?: (variant: Variant, queryId: string, documents: readonly RankedDocument[]) => void;
}

/** A document that is folded into another hit would count as not found, even if it is relevant. */
const duplicates = "show";

/** The first answers of a process are always slow. */
const warmUps = 5;

/**
 * Runs every query in every variant that applies to it, one at a time and like a user's request, and measures the
 * results against the judgements. A variant that applies to no query yields no run.
 */
export async function evaluateRankings(measurement: Measurement): Promise<EvaluationRun[]> {
  const runs: EvaluationRun[] = [];
  const embedding = new Map<string, number>();
  let asked = 0;
  for (const variant of measurement.variants) {
    const queries = measurement.queries.filter(({ question }) => fits(variant, question.kind));
    if (queries.length === 0) continue;
    const asking = { measurement, variant, embedding };
    for (const query of queries.slice(0, warmUps)) await rankDocuments(asking, query);
    const answers: Answer[] = [];
    for (const query of queries) {
      measurement.signal?.throwIfAborted();
      const { ranked, tookMs } = await rankDocuments(asking, query);
      const ids = ranked.map(({ id }) => id);
      answers.push({ id: query.id, metrics: measureRanking(ids, query.judgements, measurement.gain), tookMs });
      measurement.onRanked?.(variant, query.id, ranked);
      asked += 1;
      measurement.onQuery?.(asked);
    }
    runs.push(summarize(variant, answers));
  }
  return runs;
}

/** How many queries a measurement runs in total. */
export function countQuestions({ queries, variants }: Pick<Measurement, "queries" | "variants">): number {
  return variants.reduce(
    (sum, variant) => sum + queries.filter(({ question }) => fits(variant, question.kind)).length,
    0,
  );
}

function fits({ mode }: Variant, kind: JudgedQuery["question"]["kind"]): boolean {
  return (kind === "paper") === (mode === "similar");
}

interface Asking {
  readonly measurement: Measurement;
  readonly variant: Variant;
  /** Milliseconds that each query's vector took when it was first made, by query id. */
  readonly embedding: Map<string, number>;
}

interface Ranking {
  /** Documents of the collection, best first, without the query's own document. */
  readonly ranked: readonly RankedDocument[];
  readonly tookMs: number;
}

async function rankDocuments(asking: Asking, query: JudgedQuery): Promise<Ranking> {
  const { measurement, variant, embedding } = asking;
  const { question, own } = query;
  const startedAt = measurement.now();
  const { hits, timings } =
    question.kind === "text"
      ? await searchText(measurement, variant, question.text)
      : await findLike(measurement, question);
  const spentMs = measurement.now() - startedAt;
  const tookMs = spentMs + countSavedMs(embedding, query, timings?.embedMs);
  const found = hits.flatMap(({ paper, score }): RankedDocument[] => {
    const id = measurement.names.findOriginal(paper.id);
    return id === undefined ? [] : [{ id, score }];
  });
  const pool = question.kind === "paper" ? (question.pool ?? []) : [];
  // Documents without a vector cannot be ranked. Their order must not be that of the file, which may list relevant ones
  // first.
  const ranked = new Set(found.map(({ id }) => id));
  const unranked = pool.filter((id) => !ranked.has(id)).toSorted();
  return { ranked: [...found, ...unranked.map((id) => ({ id }))].filter(({ id }) => id !== own), tookMs };
}

/**
 * The time that the service saved because it had cached the query's vector from an earlier variant; a user's query is
 * new.
 */
function countSavedMs(embedding: Asking["embedding"], { id }: JudgedQuery, embedMs: number | undefined): number {
  if (embedMs === undefined) return 0;
  const firstMs = embedding.get(id) ?? embedMs;
  embedding.set(id, firstMs);
  return Math.max(0, firstMs - embedMs);
}

interface Answered {
  readonly hits: readonly Hit[];
  readonly timings?: Timings;
}

async function searchText({ searchPapers }: Measurement, variant: Variant, text: string): Promise<Answered> {
  const { mode, semanticWeight } = variant;
  const query = cutCharacters(text, queryLimits.queryLength);
  const request = searchRequestSchema.parse({ query, limit: rankingDepth, mode, semanticWeight, duplicates });
  return searchPapers(request);
}

interface PaperQuestion {
  readonly paper: string;
  readonly pool?: readonly string[];
  readonly aspect?: SentenceRole;
}

/** A pool is ranked as a whole: the limits of the HTTP API do not apply to the service. */
async function findLike(
  { findSimilar, names }: Measurement,
  { paper, pool, aspect }: PaperQuestion,
): Promise<Answered> {
  const ids = pool?.flatMap((id) => names.findKept(id) ?? []);
  if (ids?.length === 0) return { hits: [] };
  const limit = ids?.length ?? rankingDepth;
  const request = { ...similarRequestSchema.parse({ duplicates, aspect }), limit, filter: ids ? { ids } : {} };
  try {
    return await findSimilar(names.findKept(paper) ?? paper, request);
  } catch (error) {
    // A document without text is in the collection but is not imported.
    if (error instanceof AppError && error.code === "not_found") return { hits: [] };
    throw error;
  }
}

interface Answer {
  readonly id: string;
  readonly metrics: Metrics;
  readonly tookMs: number;
}

function summarize({ mode, semanticWeight }: Variant, answers: readonly Answer[]): EvaluationRun {
  const sortedMs = answers.map(({ tookMs }) => tookMs).sort((one, other) => one - other);
  const intervals = metricNames.map((name): [MetricName, MeanInterval] => [
    name,
    bootstrapMean(answers.map(({ metrics }) => metrics[name])),
  ]);
  return {
    mode,
    ...(semanticWeight !== undefined && { semanticWeight }),
    metrics: Object.fromEntries(intervals) as Record<MetricName, MeanInterval>,
    latency: { p50Ms: roundMs(percentile(sortedMs, 0.5)), p95Ms: roundMs(percentile(sortedMs, 0.95)) },
    queries: answers.map(({ id, metrics }) => ({ id, ...metrics })),
  };
}

function roundMs(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
