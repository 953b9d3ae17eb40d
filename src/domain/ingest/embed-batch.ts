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
  /** Its place in the queue: the lowest number is embedded first. */
  readonly due: number;
  readonly papers: readonly PaperText[];
}

/** What became of one text: a unit-length vector, or the reason why there is none. */
export type EmbedResult = { readonly vector: Float32Array } | { readonly failure: string };

/**
 * A batch as it came back from a worker, which may be an old one or a broken one: what it gave is checked before it is
 * kept. `results[i]` belongs to `papers[i]`; when they differ in number, nothing can be told of any paper.
 */
export interface EmbeddedBatch {
  readonly id: string;
  readonly fingerprint: string;
  readonly papers: readonly Omit<PaperText, "text">[];
  readonly results: readonly EmbedResult[];
}
