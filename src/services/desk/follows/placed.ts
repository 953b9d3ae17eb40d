import type { Watch } from "../../../domain/follows/watch.js";
import type { EvidenceBounds } from "../../../domain/search/fusion.js";

/** A watch in its place, with what decides whether a paper is compared with it at all. */
export interface Placed {
  readonly slot: number;
  readonly watch: Watch;
  /** The evidence of its least score. */
  readonly evidence: number;
  readonly bounds: EvidenceBounds;
  /** The keys of its vectors. */
  readonly keys: readonly number[];
}
