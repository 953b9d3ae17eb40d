import { formatPapers } from "../text/amounts.js";
import { followLimits } from "./follow-limits.js";
import type { DryRunAnswer } from "./inbox.js";

/**
 * Which papers a dry run compared: "30 papers taken in since 1 Nov", or "the newest 5,000 papers" where older ones of that
 * time were left out.
 *
 * @param day `since` as it is shown
 */
export function describeCompared({ compared }: Pick<DryRunAnswer, "compared">, day: string): string {
  const papers = formatPapers(compared);
  return compared < followLimits.dryRunPapers ? `${papers} taken in since ${day}` : `the newest ${papers}`;
}
