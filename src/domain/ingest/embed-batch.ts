import type { Ordinal } from "../paper/paper.js";

/** The text of one paper for an embed worker. */
export interface PaperText {
  readonly ordinal: Ordinal;
  /** Hash of the text; a vector is kept only while the paper still has this text. */
  readonly textHash: string;
  readonly text: string;
}

/** The unit of work on the queue. */
export interface EmbedBatch {
  readonly id: string;
  readonly fingerprint: string;
  /** Position in the queue: the batch with the lowest number is embedded first. */
  readonly due: number;
  readonly papers: readonly PaperText[];
}

/** The result for one text: a unit-length vector, or the reason why there is none. */
export type EmbedResult = { readonly vector: Float32Array } | { readonly failure: string };

/**
 * A batch returned by a worker, which may be outdated or broken, so the results are checked before they are stored.
 * `results[i]` belongs to `papers[i]`; if their numbers differ, no result can be assigned to a paper.
 */
export interface EmbeddedBatch {
  readonly id: string;
  readonly fingerprint: string;
  readonly papers: readonly Omit<PaperText, "text">[];
  readonly results: readonly EmbedResult[];
}
