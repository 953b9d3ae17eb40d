import { writeCount } from "../shared/amounts.js";
import type { PageExplanation, PageListPart } from "../shared/api-types.js";

/** One part of the evidence that a paper is what was asked for. */
export interface ExplainedPart {
  readonly name: string;
  /** How well it fits by this part, 0 to 1. */
  readonly share: number;
  /** What it adds to the evidence: the share times what the part counts. */
  readonly adds: string;
  readonly note: string;
}

export interface ExplainedMatch {
  readonly sentence: string | undefined;
  readonly words: readonly string[];
  readonly parts: readonly ExplainedPart[];
  /** How the parts make the score, in a sentence. */
  readonly sum: string | undefined;
}

/** Less than this moves a paper by a place at most. */
const leastFeedback = 0.01;

export function explainMatch(explanation: PageExplanation, score: number): ExplainedMatch {
  const { evidence, keyword, meaning, feedback, sentence } = explanation;
  const parts: ExplainedPart[] = [];
  if (keyword) parts.push(explainList("Words", keyword));
  if (meaning) parts.push(explainList("Meaning", meaning));
  const sums = [
    ...(evidence === undefined ? [] : [`Evidence of ${evidence.toFixed(2)} makes a score of ${score.toFixed(2)}.`]),
    ...(feedback && feedback.share * feedback.weight < -leastFeedback
      ? ["It stands lower than that, as it has less of what the best five share."]
      : []),
  ];
  return {
    sentence: sentence?.text,
    words: keyword?.words ?? [],
    parts,
    sum: sums.length === 0 ? undefined : sums.join(" "),
  };
}

function explainList(name: string, { rank, share, weight }: PageListPart): ExplainedPart {
  return {
    name,
    share: Math.min(Math.max(share, 0), 1),
    adds: `${share.toFixed(2)} × ${weight.toFixed(2)}`,
    note: rank === undefined ? "beyond the first 1,000" : `number ${writeCount(rank)} in this list`,
  };
}
