import type { Explanation } from "../../domain/search/answer.js";
import { formatCount } from "../../domain/text/amounts.js";

/** One number behind the rank, for readers who know what it is. */
export interface MatchFigure {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

/** Why a paper was found. */
export interface ExplainedMatch {
  /** The sentence of its abstract nearest to the question. */
  readonly sentence: string | undefined;
  /** Words of the question that it has, as it spells them. */
  readonly words: readonly string[];
  /** Words of the question that it lacks. */
  readonly missing: readonly string[];
  /** The rest, in whole sentences. */
  readonly reasons: readonly string[];
  readonly figures: readonly MatchFigure[];
}

/** Less than this moves a paper by a few ranks at most. */
const minLowered = 0.05;

export function explainMatch(explanation: Explanation, score: number): ExplainedMatch {
  const { keyword, meaning, sentence } = explanation;
  const reasons = [];
  if (meaning) reasons.push(describeNearness(meaning.rank));
  if (isLowered(explanation)) reasons.push("It is ranked lower, because it has less in common with the best papers.");
  return {
    sentence: sentence?.text,
    words: keyword?.words ?? [],
    missing: keyword?.missing ?? [],
    reasons,
    figures: listFigures(explanation, score),
  };
}

function describeNearness(rank: number | undefined): string {
  if (rank === undefined) return "Many papers are closer in meaning.";
  if (rank === 1) return "No paper is closer in meaning.";
  if (rank === 2) return "Only one paper is closer in meaning.";
  return `${rank <= 20 ? "Only " : ""}${formatCount(rank - 1)} papers are closer in meaning.`;
}

function isLowered({ feedback, support }: Explanation): boolean {
  return weigh(feedback) + weigh(support) < -minLowered;
}

interface Weighed {
  readonly share: number;
  readonly weight: number;
}

function weigh(part: Weighed | undefined): number {
  return part ? part.share * part.weight : 0;
}

function listFigures({ evidence, keyword, meaning, feedback, support, sentence }: Explanation, score: number) {
  const figures: MatchFigure[] = [];
  const add = (name: string, part: (Weighed & { readonly rank?: number | undefined }) | undefined) => {
    if (!part) return;
    const { share, weight, rank } = part;
    const note = rank === undefined ? {} : { note: `rank ${formatCount(rank)}` };
    figures.push({ name, value: `${share.toFixed(2)} × ${weight.toFixed(2)}`, ...note });
  };
  add("Words", keyword);
  add("Meaning", meaning);
  if (evidence !== undefined) figures.push({ name: "Evidence", value: evidence.toFixed(2) });
  figures.push({ name: "Score", value: score.toFixed(2) });
  add("Feedback", feedback);
  add("Support", support);
  if (sentence?.cosine !== undefined)
    figures.push({ name: "Cosine of the sentence", value: sentence.cosine.toFixed(2) });
  return figures;
}
