import type { EmbeddedBatch } from "../../domain/ingest/embed-batch.js";
import { findFlaw } from "../../domain/vectors/vector.js";
import type { FailedText, NewVector } from "../../ports/ingest/work-store.js";

export interface SortedEmbedResults {
  readonly vectors: NewVector[];
  readonly failures: FailedText[];
  /** Papers whose vector is invalid, each with the reason. */
  readonly refused: FailedText[];
}

/** Sorts the results of a batch into vectors, failures and refused vectors. Refuses all if their number is wrong. */
export function sortEmbedResults(
  { papers, results }: Pick<EmbeddedBatch, "papers" | "results">,
  dimensions: number,
): SortedEmbedResults {
  const sorted: SortedEmbedResults = { vectors: [], failures: [], refused: [] };
  const miscount =
    results.length === papers.length ? undefined : `${results.length} results for ${papers.length} texts`;
  for (const [index, { ordinal, textHash }] of papers.entries()) {
    const result = results[index];
    const flaw = miscount ?? (result && "vector" in result ? findFlaw(result.vector, dimensions) : undefined);
    if (flaw !== undefined)
      sorted.refused.push({ ordinal, textHash, reason: `a worker returned an invalid result: ${flaw}` });
    else if (result && "vector" in result) sorted.vectors.push({ ordinal, textHash, vector: result.vector });
    else if (result) sorted.failures.push({ ordinal, textHash, reason: result.failure });
  }
  return sorted;
}
