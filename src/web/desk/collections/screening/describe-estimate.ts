import { formatCount } from "../../../../domain/text/amounts.js";
import type { ScreeningProgress } from "./load-screening.js";

/** How many relevant papers may be left, in a sentence. */
export function describeEstimate({ left, flow }: ScreeningProgress): string {
  const { isKnown, needed, likely, high, atMost } = left;
  if (flow.undecided === 0) return "Nothing is left to decide.";
  if (!isKnown) return describeNeeded(needed);
  if (likely === undefined) return `At most ${formatCount(atMost)} relevant papers are left.`;
  if ((high ?? 0) === 0) return "Probably no relevant paper is left.";
  const most = high === undefined || high === likely ? "" : `, hardly more than ${formatCount(high)}`;
  return `About ${formatCount(likely)} relevant ${likely === 1 ? "paper is" : "papers are"} left${most}.`;
}

function describeNeeded(needed: ScreeningProgress["left"]["needed"]): string {
  const { decisions = 0, included = 0 } = needed ?? {};
  const missing = [
    decisions > 0 && `decide ${formatCount(decisions)} more`,
    included > 0 && `include ${formatCount(included)} more`,
  ].filter(Boolean);
  const hint = missing.length === 0 ? "" : `: ${missing.join(" and ")}`;
  return `How many relevant papers are left is not known yet${hint}.`;
}
