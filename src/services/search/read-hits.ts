import type { Explanation, Hit } from "../../domain/search/answer.js";
import { findMatches } from "../../domain/search/highlight.js";
import type { MatchedBy } from "../../domain/search/hit.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";

/** A hit before its paper is read. */
export interface ListedPaper {
  readonly ordinal: Ordinal;
  /** 0 to 1. */
  readonly score: number;
  /** The sum of evidence behind the score, if it was computed from evidence. */
  readonly evidence?: number;
  readonly matchedBy: MatchedBy;
  /** Near-duplicates that are folded into it. */
  readonly folded?: readonly Ordinal[];
  /** In recommendations: the liked paper that contributes most to the score. */
  readonly because?: NonNullable<Hit["because"]>;
}

export interface HitDetails {
  /** Terms whose words are marked. */
  readonly terms?: ReadonlySet<string>;
  readonly explanations?: ReadonlyMap<Ordinal, Explanation>;
}

/** Turns listed papers into hits; omits papers that were removed in the meantime. */
export async function readHits(
  papers: PaperStore,
  listed: readonly ListedPaper[],
  { terms = new Set(), explanations = new Map() }: HitDetails = {},
): Promise<Hit[]> {
  const wanted = listed.flatMap(({ ordinal, folded = [] }) => [ordinal, ...folded]);
  const byOrdinal = await papers.readPapers(wanted);
  return listed.flatMap(({ ordinal, score, matchedBy, folded = [], because }) => {
    const paper = byOrdinal.get(ordinal);
    if (!paper) return [];
    const duplicates = folded.flatMap((other) => byOrdinal.get(other)?.id ?? []);
    const highlights = markMatches(paper, terms);
    const explanation = explanations.get(ordinal);
    return [
      {
        paper,
        score: Math.round(score * 1e6) / 1e6,
        matchedBy,
        ...(highlights && { highlights }),
        ...(duplicates.length > 0 && { duplicates }),
        ...(because && { because }),
        ...(explanation && { explanation }),
      },
    ];
  });
}

function markMatches({ title, abstract = "" }: Paper, terms: ReadonlySet<string>): Hit["highlights"] {
  const marked = { title: findMatches(title, terms), abstract: findMatches(abstract, terms) };
  if (marked.title.length + marked.abstract.length === 0) return undefined;
  return {
    ...(marked.title.length > 0 && { title: marked.title.map(([start, end]) => [start, end]) }),
    ...(marked.abstract.length > 0 && { abstract: marked.abstract.map(([start, end]) => [start, end]) }),
  };
}
