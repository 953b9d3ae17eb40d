import type { DeliveredMatch } from "../../../src/domain/feeds/delivered-match.js";
import type { Paper } from "../../../src/domain/paper/paper.js";
import type { MatchReader } from "../../../src/ports/desk/match-reader.js";

export const localFollow = { id: "follow-1", name: "Sparse attention" };

export type NewMatch = Partial<Omit<DeliveredMatch, "paper">> & {
  readonly paper: Partial<Paper> & { readonly id: string };
};

/** Matches of one reader in memory; what is added later has a higher number. */
export function createFakeMatches(reader = "local") {
  const matches: DeliveredMatch[] = [];
  const source: MatchReader = {
    findFollow: async ({ reader: asked, id }) =>
      asked === reader
        ? [localFollow, { id: "follow-2", name: "Ada Lovelace" }].find((one) => one.id === id)
        : undefined,
    async listMatches({ reader: asked, follows, each, order, after = 0, before = Infinity, limit }) {
      const followed = matches.filter(({ follow }) => follows?.includes(follow.id) ?? true);
      const found = (each === "work" ? foldWorks(followed) : followed).filter(
        ({ number }) => number > after && number < before,
      );
      return asked === reader ? (order === "newest" ? found.toReversed() : found).slice(0, limit) : [];
    },
    readLast: async () => matches.length,
  };
  return {
    source,
    add(...added: NewMatch[]) {
      for (const { paper, ...rest } of added) {
        matches.push({
          number: matches.length + 1,
          follow: localFollow,
          score: 0.9,
          strength: "strong",
          matchedAt: new Date(Date.UTC(2026, 10, 30, 12, 0, matches.length)),
          why: "words: sparse, attention",
          ...rest,
          paper: { title: `About ${paper.id}`, authors: [], categories: [], keywords: [], ...paper },
        });
      }
    },
  };
}

/** The first match of each paper, with the others. */
function foldWorks(matches: readonly DeliveredMatch[]): readonly DeliveredMatch[] {
  const works = new Map<string, DeliveredMatch[]>();
  for (const match of matches) works.set(match.paper.id, [...(works.get(match.paper.id) ?? []), match]);
  return [...works.values()].map(([first, ...also]) => ({ ...first!, ...(also.length > 0 && { also }) }));
}
