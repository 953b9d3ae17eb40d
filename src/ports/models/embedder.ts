import type { CallOptions } from "../../domain/concurrency/call-options.js";
import type { EmbedResult } from "../../domain/ingest/embed-batch.js";
import type { CosineScale, ModelIdentity, ReadLanguages } from "../../domain/models/model.js";

/**
 * Turns text into unit-length vectors of `model.dimensions` floats, off the event loop. When the signal of a call aborts,
 * the call throws its reason, and texts that still wait are dropped.
 */
export interface Embedder {
  readonly model: ModelIdentity;
  readonly languages: ReadLanguages;
  readonly cosines: CosineScale;
  /** With the model's query prefix. Throws `overloaded` when too many queries wait, `unavailable` after `close`. */
  embedQuery(text: string, options?: CallOptions): Promise<Float32Array>;
  /**
   * With the model's document prefix, cut at the model's maximum number of tokens. One result per text, in order; a
   * text that cannot be embedded has its own failure and does not affect the others. Throws only when the model itself
   * cannot run, `unavailable` in a process without threads for documents.
   */
  embedDocuments(texts: readonly string[]): Promise<readonly EmbedResult[]>;
  /**
   * The same vectors as from `embedDocuments`, for a few short texts that a user is waiting for: they have priority
   * over documents. Throws `overloaded` when too many queries wait, `unavailable` after `close`.
   */
  embedPassages(texts: readonly string[], options?: CallOptions): Promise<readonly EmbedResult[]>;
  close(): Promise<void>;
}
