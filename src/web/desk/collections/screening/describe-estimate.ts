import { formatCount } from "../../../../domain/text/amounts.js";
import type { ScreeningProgress } from "./load-screening.js";

/** How many relevant papers may be left, in a sentence. */
export function describeEstimate({ undecided }: ScreeningProgress): string {
  if (undecided === 0) return "Nothing is left to decide.";
  return `${formatCount(undecided)} left to decide.`;
}
