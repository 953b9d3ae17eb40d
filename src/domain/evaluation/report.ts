import { z } from "zod";
import type { MetricName } from "./ranking-metrics.js";

/** How a row of queries was asked: by a search mode, or for papers like one paper. */
export const askedBy = ["hybrid", "semantic", "keyword", "similar"] as const;

const forEachMetric = <T extends z.ZodType>(value: T) =>
  z.object({ "ndcg@10": value, "recall@100": value, "mrr@10": value, map: value } satisfies Record<MetricName, T>);
const intervalSchema = z.object({ mean: z.number(), low: z.number(), high: z.number() });

const runSchema = z.object({
  mode: z.enum(askedBy),
  /** Where it was not left to the service. */
  semanticWeight: z.number().optional(),
  metrics: forEachMetric(intervalSchema),
  latency: z.object({ p50Ms: z.number(), p95Ms: z.number() }),
  queries: z.array(forEachMetric(z.number()).extend({ id: z.string() })),
});
export type EvaluationRun = z.output<typeof runSchema>;

const count = z.number().int().min(0);
const omissionsSchema = z.object({
  /** Judged in the split, but with no relevant document: not measured. */
  queriesWithoutRelevant: count,
  /** Judged, but not in queries.jsonl. */
  judgedNotInQueries: count,
  /** Their paper is not in the corpus: not measured. */
  queriesWithoutPaper: count,
  /** Longer than a question may be: cut. */
  queriesCut: count,
  /** Have the id of a document, which is never their hit. */
  queriesWithOwnDocument: count,
  /** Judged documents that are not in the corpus: never found. */
  judgedNotInCorpus: count,
  /** Without any text, or refused: never found. */
  documentsRefused: count,
  /** Longer than a paper may be: cut. */
  documentsCut: count,
  /** Without a vector: found by keyword only. */
  documentsNotEmbedded: count,
});
export type Omissions = z.output<typeof omissionsSchema>;

/** What `paperkin eval --json` writes and `paperkin eval compare` reads. */
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
  runs: z.array(runSchema),
});
export type EvaluationReport = z.output<typeof reportSchema>;

/** Names a row of a report; two reports are compared row by row. */
export function nameRun({ mode, semanticWeight }: Pick<EvaluationRun, "mode" | "semanticWeight">): string {
  return semanticWeight === undefined ? mode : `${mode} ${semanticWeight}`;
}
