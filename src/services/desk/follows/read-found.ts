import type { DeliveredMatch } from "../../../domain/feeds/delivered-match.js";
import { isRanked } from "../../../domain/follows/follow-kind.js";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import type { FollowStore } from "../../../ports/desk/follow-store.js";
import type { MatchReader } from "../../../ports/desk/match-reader.js";
import type { MatchStore, StoredMatch } from "../../../ports/desk/match-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import { explainMatch } from "./read-matches.js";

export interface MatchReaderDeps {
  readonly follows: Pick<FollowStore, "findStored">;
  readonly matchStore: Pick<MatchStore, "listFound" | "listMatches" | "readLast">;
  readonly papers: Pick<PaperStore, "readPapers">;
}

/** What is delivered: each match once, with its paper and why it fits. */
export function createMatchReader({ follows, matchStore, papers }: MatchReaderDeps): MatchReader {
  return {
    async findFollow(follow) {
      const found = await follows.findStored(follow);
      return found && { id: found.id, name: found.name };
    },
    readLast: () => matchStore.readLast(),
    async listMatches(query) {
      const found = await matchStore.listFound(query);
      const others = query.each === "work" ? await listOthers(matchStore, found, query.follows) : [];
      const named = [...found, ...others].flatMap(({ ordinal, like }) => [
        ordinal,
        ...(like === undefined ? [] : [like]),
      ]);
      const read = await papers.readPapers([...new Set(named)]);
      return found.flatMap((match) => {
        const own = others.filter(({ row, number }) => row === match.row && number !== match.number);
        const also = own.flatMap((other) => describeFound(other, read));
        return describeFound(match, read).map((told) => (also.length > 0 ? { ...told, also } : told));
      });
    },
  };
}

/** The first match of each other follow. */
async function listOthers(
  { listMatches }: Pick<MatchStore, "listMatches">,
  found: readonly StoredMatch[],
  follows: readonly string[] | undefined,
): Promise<readonly StoredMatch[]> {
  const known = new Set<string>();
  const all = await listMatches(found.map(({ row }) => row));
  return all.filter(({ row, follow: { id } }) => {
    const isFirst = !known.has(`${row} ${id}`);
    known.add(`${row} ${id}`);
    return isFirst && (follows?.includes(id) ?? true);
  });
}

function describeFound(match: StoredMatch, read: ReadonlyMap<Ordinal, Paper>): DeliveredMatch[] {
  const paper = read.get(match.ordinal);
  if (!paper) return [];
  const { number, follow, at: matchedAt, score } = match;
  const { strength, words, like } = explainMatch(match, paper, read);
  const why = like ? `like: ${like.title}` : words ? `words: ${words.join(", ")}` : "";
  const named = { id: follow.id, name: follow.name };
  return [{ number, follow: named, paper, score, ...(isRanked(follow.kind) && { strength }), matchedAt, why }];
}
