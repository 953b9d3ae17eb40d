import { formatCount, formatPapers } from "../text/amounts.js";
import type { Screening } from "./requests.js";

/** What is known of the relevant papers that are left, in sentences: the estimate, and when enough is read. */
export function tellLeft(left: Screening["left"], undecided: number): readonly string[] {
  if (undecided === 0) return ["Everything is decided."];
  if ((left.needed?.included ?? 0) > undecided)
    return ["With so few included papers, only reading the rest shows how many of it are relevant."];
  if (!left.isKnown) return [tellNeeded(left.needed)];
  return [tellEstimate(left), tellStop(left.untilRecall, undecided)];
}

function tellNeeded({ decisions, included }: NonNullable<Screening["left"]["needed"]> = { decisions: 0, included: 0 }) {
  const missing = [
    ...(decisions > 0 ? [`${formatCount(decisions)} more ${decisions === 1 ? "decision" : "decisions"}`] : []),
    ...(included > 0 ? [`${formatCount(included)} more included ${included === 1 ? "paper" : "papers"}`] : []),
  ];
  return `How many relevant papers are left is not known before ${missing.join(" and ")}.`;
}

function tellEstimate({ likely = 0, high = 0 }: Screening["left"]): string {
  const basis = "estimated from how the share of included papers falls";
  if (high === 0) return `Probably no relevant paper is left, ${basis}.`;
  const most = high > likely ? `, hardly more than ${formatCount(high)}` : "";
  if (likely === 0) return `Probably no relevant paper is left${most}: ${basis}.`;
  return `About ${formatCount(likely)} relevant ${likely === 1 ? "paper is" : "papers are"} left${most}: ${basis}.`;
}

/** Nothing but reading shows that a share is found, so it is never said without the confidence. */
function tellStop({ recall, papers }: Screening["left"]["untilRecall"], undecided: number): string {
  const share = `${Math.round(100 * recall)} %`;
  if (papers === 0) return `With 95 % confidence, at least ${share} of them are found.`;
  if (papers >= undecided) return `Only reading all of the rest shows that ${share} are found.`;
  return `After ${formatPapers(papers)} in a row without one, ${share} are found with 95 % confidence.`;
}
