import type { Explanation } from "../../domain/search/answer.js";
import { formatCount } from "../../domain/text/amounts.js";

/** One part of the evidence that a paper matches. */
export interface ExplainedPart {
  readonly name: string;
  /** How well it matches in this part, 0 to 1. */
  readonly share: number;
  /** Its contribution to the evidence: share times weight. */
  readonly adds: string;
  readonly note: string;
}

export interface ExplainedMatch {
  readonly sentence: string | undefined;
  readonly words: readonly string[];
  readonly parts: readonly ExplainedPart[];
  /** How the parts add up to the score. */
  readonly sum: string | undefined;
}

/** A smaller amount moves a paper by one rank at most. */
const minFeedback = 0.01;

export function explainMatch(explanation: Explanation, score: number): ExplainedMatch {
  const { evidence, keyword, meaning, feedback, sentence } = explanation;
  const parts: ExplainedPart[] = [];
  if (keyword) parts.push(explainList("Keywords", keyword));
  if (meaning) parts.push(explainList("Meaning", meaning));
  const sums = [
    ...(evidence === undefined ? [] : [`Total evidence ${evidence.toFixed(2)}, score ${score.toFixed(2)}.`]),
    ...(feedback && feedback.share * feedback.weight < -minFeedback
      ? ["Ranked lower because it has less in common with the top five."]
      : []),
  ];
  return {
    sentence: sentence?.text,
    words: keyword?.words ?? [],
    parts,
    sum: sums.length === 0 ? undefined : sums.join(" "),
  };
}

function explainList(name: string, { rank, share, weight }: NonNullable<Explanation["meaning"]>): ExplainedPart {
  return {
    name,
    share: Math.min(Math.max(share, 0), 1),
    adds: `${share.toFixed(2)} × ${weight.toFixed(2)}`,
    note: rank === undefined ? "outside the top 1,000" : `rank ${formatCount(rank)}`,
  };
}
