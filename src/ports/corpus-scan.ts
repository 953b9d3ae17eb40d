import type { Filter } from "../domain/filter.js";
import type { RankedPaper } from "../domain/hit.js";
import type { OrdinalSet } from "../domain/ordinal-set.js";

/** Reads that touch many papers, off the event loop. */
export interface CorpusScan {
  /** Every paper that passes the filter. */
  matchFilter(filter: Filter): Promise<OrdinalSet>;
  /** Of the filtered papers, how many have a vector; of all papers when the filter is open. */
  countVectors(allow: OrdinalSet | undefined): Promise<number>;
  /** Exact nearest neighbours among the allowed papers: cosine, best first. Time grows with the size of `allow`. */
  rankByVector(query: {
    readonly vector: Float32Array;
    readonly allow: OrdinalSet;
    readonly limit: number;
  }): Promise<readonly RankedPaper[]>;
  close(): Promise<void>;
}
