import { extractTerms } from "../text/terms.js";
import type { WrittenQuestion } from "./write-question.js";

/** A question and how well the library answers it. */
export interface TriedQuestion extends WrittenQuestion {
  /** The scores of its best hits, in order. */
  readonly scores: readonly number[];
  /** The first category of its paper. */
  readonly category: string | undefined;
}

/** Hits that a good example should have. */
const wantedHits = 5;

/**
 * The best answered questions, best first, no two of them about the same: whole questions and topics alternate while
 * there are both, and a category that has given an example waits for the others.
 */
export function chooseExamples(tried: readonly TriedQuestion[], limit: number): readonly WrittenQuestion[] {
  const chosen: WrittenQuestion[] = [];
  const used = new Map<string | undefined, number>();
  const left = tried.map((question) => ({ question, terms: new Set(extractTerms(question.text)) }));
  const taken: ReadonlySet<string>[] = [];
  while (chosen.length < limit && left.length > 0) {
    const wanted = chosen.length % 2 === 0 ? "question" : "topic";
    const rank = ({ question: { kind, scores, category } }: (typeof left)[number]) =>
      (kind === wanted ? 1 : 0) + measureAnswer(scores) - 0.15 * (used.get(category) ?? 0);
    const best = left.reduce((one, other) => (rank(other) > rank(one) ? other : one));
    left.splice(left.indexOf(best), 1);
    if (taken.some((terms) => isAbout(best.terms, terms))) continue;
    const { text, kind, category } = best.question;
    chosen.push({ text, kind });
    taken.push(best.terms);
    used.set(category, (used.get(category) ?? 0) + 1);
  }
  return chosen;
}

/** From 0 to 1: how far the first hits are good answers. */
function measureAnswer(scores: readonly number[]): number {
  return scores.slice(0, wantedHits).reduce((sum, score) => sum + score, 0) / wantedHits;
}

function isAbout(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((term) => other.has(term)).length;
  return shared * 2 >= Math.min(one.size, other.size);
}
