import { confidenceFloor } from "../../domain/search/fusion.js";
import { collectOrdinals } from "../../domain/search/ordinal-set.js";
import type { SearchRequest } from "../../domain/search/request.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { ListedPaper } from "./read-hits.js";

/** Sorts the good matches and leaves the rest in order; without good matches, sorts all. */
export async function orderHits(
  scan: Pick<CorpusScan, "orderBy">,
  listed: readonly ListedPaper[],
  sort: SearchRequest["sort"],
): Promise<readonly ListedPaper[]> {
  if (sort === "relevance") return listed;
  const good = listed.filter(({ score }) => score >= confidenceFloor);
  const sorted = new Map((good.length > 0 ? good : listed).map((paper) => [paper.ordinal, paper]));
  const ordered = await scan.orderBy(sort, collectOrdinals(sorted.keys()), sorted.size);
  const first = ordered.flatMap((ordinal) => sorted.get(ordinal) ?? []);
  return [...first, ...listed.filter(({ ordinal }) => !sorted.has(ordinal))];
}
