import { toConfidence } from "../../domain/search/fusion.js";
import type { PaperSets } from "../../ports/search/paper-sets.js";
import type { Question, RankPapers } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";
import type { RecognizedNames } from "./query/recognize-names.js";

export interface RankAuthoredDeps {
  readonly rankPapers: RankPapers;
  readonly paperSets: PaperSets;
}

/**
 * Lists the papers by the authors that a query names, before all others: those by most of the authors and of the year
 * first, among equals by the other words of the query.
 */
export async function rankAuthored(
  { rankPapers, paperSets }: RankAuthoredDeps,
  names: RecognizedNames | undefined,
  question: Question,
): Promise<readonly ListedPaper[]> {
  if (!names) return [];
  const authored = names.ordinals.map((ordinal, at) => ({ ordinal, tier: names.tiers[at] ?? 0 }));
  if (names.rest === "" || authored.length === 0) return authored.map(({ ordinal }) => toListed(ordinal, 1));
  const among = paperSets.of(authored.map(({ ordinal }) => ordinal));
  const { ranked, listNear } = await rankPapers({ ...question, exact: [], allow: among });
  const places = new Map(
    [...ranked, ...listNear()].map(({ ordinal, evidence }, place) => [ordinal, { place, evidence }]),
  );
  const placeOf = (ordinal: number) => places.get(ordinal)?.place ?? Number.MAX_SAFE_INTEGER;
  return authored
    .toSorted((one, other) => other.tier - one.tier || placeOf(one.ordinal) - placeOf(other.ordinal))
    .map(({ ordinal }) => toListed(ordinal, scoreAuthored(places.get(ordinal)?.evidence ?? 0)));
}

/** The author is right; the other words are as likely to be what was meant as without the author. */
function scoreAuthored(evidence: number): number {
  return (1 + toConfidence(evidence)) / 2;
}

function toListed(ordinal: number, score: number): ListedPaper {
  return { ordinal, score, matchedBy: "author" };
}
