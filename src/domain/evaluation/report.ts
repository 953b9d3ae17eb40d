import { z } from "zod";
import { gainKinds, type MetricName } from "./ranking-metrics.js";

/** What a row measures: a search mode, or the search for similar papers. */
export const runModes = ["hybrid", "semantic", "keyword", "similar"] as const;

const forEachMetric = <T extends z.ZodType>(value: T) =>
  z.object({
    "ndcg@10": value,
    "recall@100": value,
    "p@10": value,
    "mrr@10": value,
    map: value,
  } satisfies Record<MetricName, T>);
const intervalSchema = z.object({ mean: z.number(), low: z.number(), high: z.number() });

const runSchema = z.object({
  mode: z.enum(runModes),
  /** Absent if the default was used. */
  semanticWeight: z.number().optional(),
  metrics: forEachMetric(intervalSchema),
  latency: z.object({ p50Ms: z.number(), p95Ms: z.number() }),
  queries: z.array(forEachMetric(z.number()).extend({ id: z.string() })),
});
export type EvaluationRun = z.output<typeof runSchema>;

const count = z.number().int().min(0);
const omissionsSchema = z.object({
  /** Judged queries without a relevant document: measured as 0, as trec_eval does. */
  queriesWithoutRelevant: count,
  /** Judged queries that are not in queries.jsonl. */
  judgedNotInQueries: count,
  /** Queries whose paper is not in the corpus: not measured. */
  queriesWithoutPaper: count,
  /** Queries cut to the maximum length of a question. */
  queriesCut: count,
  /** Queries with the id of a document, which is then never a hit. */
  queriesWithOwnDocument: count,
  /** Judged documents that are not in the corpus: never found. */
  judgedNotInCorpus: count,
  /** Documents without text or rejected by the store: never found. */
  documentsRefused: count,
  /** Documents cut to the maximum length of a paper. */
  documentsCut: count,
  /** Documents without a vector: found by keyword only. */
  documentsNotEmbedded: count,
});
export type Omissions = z.output<typeof omissionsSchema>;

/** The report that `paperkin eval --json` writes and `paperkin eval compare` reads. */
export const reportSchema = z.object({
  collection: z.object({
    name: z.string(),
    split: z.string(),
    documents: count,
    queries: count,
    hash: z.string(),
    omissions: omissionsSchema,
  }),
  model: z.string(),
  /** The gain of nDCG. */
  gain: z.enum(gainKinds),
  runs: z.array(runSchema),
});
export type EvaluationReport = z.output<typeof reportSchema>;

/** The name of a row; rows with the same name are compared. */
export function nameRun({ mode, semanticWeight }: Pick<EvaluationRun, "mode" | "semanticWeight">): string {
  return semanticWeight === undefined ? mode : `${mode} ${semanticWeight}`;
}
