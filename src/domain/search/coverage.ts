import { formatCount } from "../text/amounts.js";
import type { SearchMode } from "./request.js";
import type { SearchNotice } from "./understood.js";

/** How many papers there are, and how many of them can be found. */
export interface Coverage {
  readonly papers: number;
  /** In the keyword index. */
  readonly byWords: number;
  /** In the vector index. */
  readonly byMeaning: number;
  /** Papers that could not be embedded. */
  readonly failed: number;
  /** Papers whose job was cancelled before they were embedded. */
  readonly withheld: number;
  /** Whether the keyword index has not caught up since the start. */
  readonly isRebuilding: boolean;
}

/** Says when an answer speaks of a part of the papers, because some are not embedded or an index is being rebuilt. */
export function describeCoverage(coverage: Coverage, mode: SearchMode | "similar"): SearchNotice[] {
  const { papers, byWords, isRebuilding } = coverage;
  const notices: SearchNotice[] = [];
  if (mode !== "keyword" && isPartlyEmbedded(coverage))
    notices.push({ code: "partly_embedded", detail: describeEmbedded(coverage, mode) });
  if ((mode === "hybrid" || mode === "keyword") && papers - byWords > (isRebuilding ? 0 : lagAllowed))
    notices.push({
      code: "partly_indexed",
      detail: `The keyword index is being rebuilt: ${countOf(byWords, papers)} are found by words so far.`,
    });
  return notices;
}

/** Papers by which the keyword index may lag behind during an import: a few batches. */
const lagAllowed = 512;
/** A few texts that cannot be embedded are reported by their job, not in every answer. */
const failedAllowed = 0.01;

function isPartlyEmbedded({ papers, byMeaning, failed }: Coverage): boolean {
  const missing = papers - byMeaning;
  return missing > (failed <= failedAllowed * papers ? failed : 0);
}

function describeEmbedded({ papers, byMeaning, failed, withheld }: Coverage, mode: SearchMode | "similar"): string {
  const isGrowing = papers - byMeaning > failed + withheld;
  const others = mode === "hybrid" ? "the others by words only" : "the others are not found here";
  return `${countOf(byMeaning, papers)} are found by meaning${isGrowing ? " so far" : ""}; ${others}.`;
}

function countOf(part: number, whole: number): string {
  return `${formatCount(part)} of ${formatCount(whole)} papers`;
}
