import type { Filter } from "../../../domain/search/filter.js";
import type { QueryPart } from "../../../domain/search/query/node.js";
import type { Limits, RestrictPapers } from "./restrict-papers.js";

/** Parts that are counted if the query leaves no paper; each may need the text of papers. */
const maxCounted = 8;

export interface Restricted {
  readonly parts: readonly QueryPart[];
  readonly filter: Filter;
  readonly limits: Limits;
}

/**
 * How many papers the query may find without each of its parts. Where some paper is left, only what follows from sets
 * that are already known is counted.
 */
export async function countWithout(
  restrictPapers: RestrictPapers,
  { parts, filter, limits }: Restricted,
): Promise<ReadonlyMap<QueryPart, number>> {
  const counts = new Map<QueryPart, number>();
  for (const part of parts) {
    let count = await limits.countWithout(part);
    if (count === undefined && limits.isEmpty && parts.length <= maxCounted) {
      const others = await restrictPapers(
        parts.filter((other) => other !== part),
        filter,
      );
      count = await others.allow?.count();
    }
    if (count !== undefined) counts.set(part, count);
  }
  return counts;
}
