import type { VectorSpread } from "../../domain/vectors/whitening.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";
import type { SpreadReader } from "../../ports/vectors/vector-spread.js";

export interface CachedSpreadDeps {
  readonly spread: SpreadReader;
  readonly vectorIndex: Pick<VectorSearch, "count">;
}

/** Measures the spread of the vectors at the first call, and again once there are twice or half as many. */
export function createCachedSpread({ spread, vectorIndex }: CachedSpreadDeps): SpreadReader["readSpread"] {
  let remembered: { readonly count: number; readonly spread: Promise<VectorSpread | undefined> } | undefined;
  return () => {
    const { count } = vectorIndex;
    if (remembered && count < 2 * remembered.count && 2 * count > remembered.count) return remembered.spread;
    const measured = { count, spread: spread.readSpread() };
    remembered = measured;
    measured.spread.catch(() => {
      if (remembered === measured) remembered = undefined;
    });
    return measured.spread;
  };
}
