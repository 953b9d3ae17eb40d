import type { DuplicatePapers, DuplicatesAnswer, DuplicatesRequest } from "../../domain/duplicates/answer.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import { readPosition, writePosition } from "../../domain/paging/cursor.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { DuplicateGroups } from "./duplicate-groups.js";

export interface ListDuplicatesDeps {
  readonly papers: Pick<PaperStore, "readPapers" | "findPaper">;
  readonly groups: DuplicateGroups;
}

/** Lists groups of near-duplicates in import order of their first papers. Throws `bad_input` for an invalid cursor. */
export type ListDuplicates = (request: DuplicatesRequest) => Promise<DuplicatesAnswer>;

export function createListDuplicates({ papers, groups }: ListDuplicatesDeps): ListDuplicates {
  return async ({ limit, cursor }) => {
    const last = readPosition(cursor);
    const all = groups.listGroups();
    const left = all.filter(({ id }) => id > last);
    const shown = left.slice(0, limit);
    const found = await papers.readPapers(shown.flatMap(({ members }) => members));
    const listed = shown.map(({ members }) => describeMembers(groups, members, found));
    const next = left.length > shown.length ? shown.at(-1)?.id : undefined;
    return {
      // A removed paper leaves the store before it leaves its group.
      groups: listed.filter((group) => group.papers.length > 1),
      total: all.length,
      ...(next !== undefined && { cursor: writePosition(next) }),
    };
  };
}

/** Lists the near-duplicates of a paper in the order of their import. Throws `not_found`. */
export type ListDuplicatesOf = (id: string) => Promise<DuplicatePapers>;

export function createListDuplicatesOf({ papers, groups }: ListDuplicatesDeps): ListDuplicatesOf {
  return async (id) => {
    const asked = await papers.findPaper(id);
    if (!asked) throw createUnknownPaperError(id);
    const members = groups.groupOf(asked.ordinal)?.members ?? [];
    const others = members.filter((ordinal) => ordinal !== asked.ordinal);
    return describeMembers(groups, others, await papers.readPapers(others));
  };
}

/** Omits papers that were removed in the meantime. */
function describeMembers(
  groups: DuplicateGroups,
  members: readonly Ordinal[],
  found: ReadonlyMap<Ordinal, Paper>,
): DuplicatePapers {
  const papers = members.flatMap((ordinal) => {
    const paper = found.get(ordinal);
    return paper ? [{ paper, similarity: groups.readSimilarity(ordinal) ?? 0 }] : [];
  });
  return { papers };
}
