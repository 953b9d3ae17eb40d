import type { MatchedPaper, MatchReason } from "../../../domain/follows/inbox.js";
import { nameStrength } from "../../../domain/follows/inbox.js";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import { findMatches } from "../../../domain/search/highlight.js";
import { extractTerms } from "../../../domain/text/terms.js";
import type { InboxRow, StoredMatch } from "../../../ports/desk/match-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";

/** Words of a question that are named as a reason. */
const maxWords = 8;

/** The papers of an inbox with why they are there; those that have been removed since are left out. */
export async function readMatchedPapers(
  papers: Pick<PaperStore, "readPapers">,
  rows: readonly InboxRow[],
  matches: readonly StoredMatch[],
): Promise<MatchedPaper[]> {
  const others = matches.flatMap(({ ordinal, like }) => [ordinal, ...(like === undefined ? [] : [like])]);
  const found = await papers.readPapers([...new Set([...rows.map(({ ordinal }) => ordinal), ...others])]);
  return rows.flatMap(({ number, ordinal, at, isNew }) => {
    const paper = found.get(ordinal);
    if (!paper) return [];
    const all = matches.filter(({ row }) => row === number);
    const own = chooseReasons(all, ordinal);
    const versions = all.flatMap((match) => (match.ordinal === ordinal ? [] : (found.get(match.ordinal)?.id ?? [])));
    const reasons = own
      .map((match) => {
        const version = match.ordinal === ordinal ? undefined : found.get(match.ordinal);
        return { ...explainMatch(match, version ?? paper, found), ...(version && { version: version.id }) };
      })
      .toSorted((one, other) => other.score - one.score);
    const highlights = markTitle(paper, own);
    return [
      {
        paper,
        matchedAt: at.toISOString(),
        isNew,
        matches: reasons,
        ...(highlights.length > 0 && { highlights }),
        ...(versions.length > 0 && { versions: [...new Set(versions)] }),
      },
    ];
  });
}

/** One for each follow: that of the paper itself, else of its first version that fits. */
function chooseReasons(matches: readonly StoredMatch[], ordinal: Ordinal): readonly StoredMatch[] {
  const chosen = new Map<number, StoredMatch>();
  for (const match of matches) {
    const { number } = match.follow;
    if (match.ordinal === ordinal || !chosen.has(number)) chosen.set(number, match);
  }
  return [...chosen.values()];
}

/** Why a paper fits a follow. */
export function explainMatch(
  { follow, score, matchedBy, like }: StoredMatch,
  paper: Paper,
  found: ReadonlyMap<Ordinal, Paper>,
): MatchReason {
  const words = follow.text === undefined ? [] : listSharedWords(follow.text, paper);
  const near = like === undefined ? undefined : found.get(like);
  return {
    follow: follow.id,
    name: follow.name,
    kind: follow.kind,
    score: Math.round(score * 1e4) / 1e4,
    strength: nameStrength(score),
    matchedBy,
    ...(words.length > 0 && { words }),
    ...(near && { like: { id: near.id, title: near.title } }),
  };
}

/** As the paper writes them, each once. */
function listSharedWords(text: string, { title, abstract = "" }: Paper): string[] {
  const terms = new Set(extractTerms(text));
  const words = new Map<string, string>();
  for (const field of [title, abstract]) {
    for (const [start, end] of findMatches(field, terms)) {
      const word = field.slice(start, end);
      const key = extractTerms(word).join(" ");
      if (!words.has(key)) words.set(key, word);
    }
  }
  return [...words.values()].slice(0, maxWords);
}

function markTitle({ title }: Paper, matches: readonly StoredMatch[]): [number, number][] {
  const terms = new Set(matches.flatMap(({ follow }) => extractTerms(follow.text ?? "")));
  return findMatches(title, terms).map(([start, end]) => [start, end]);
}
