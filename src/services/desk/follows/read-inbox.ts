import type { InboxAnswer, InboxQuery, SeenRequest } from "../../../domain/follows/inbox.js";
import { readPosition, writePosition } from "../../../domain/paging/cursor.js";
import type { FollowStore } from "../../../ports/desk/follow-store.js";
import type { MatchStore } from "../../../ports/desk/match-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { DeskCall } from "../desk-call.js";
import { createUnknownFollowError } from "./unknown-follow.js";
import { readMatchedPapers } from "./read-matches.js";

export interface ReadInboxDeps {
  readonly follows: Pick<FollowStore, "findStored">;
  readonly matchStore: MatchStore;
  readonly papers: Pick<PaperStore, "readPapers">;
}

export interface ReadInbox {
  readInbox(call: DeskCall<{ readonly query: InboxQuery }>): Promise<InboxAnswer>;
  listFollowMatches(
    call: DeskCall<{ readonly params: { readonly id: string }; readonly query: InboxQuery }>,
  ): Promise<InboxAnswer>;
  markSeen(call: DeskCall<{ readonly body: SeenRequest }>): Promise<{ changed: number; new: number }>;
}

/** What is new for a reader: the papers that matched, and which of them have been seen. */
export function createReadInbox({ follows, matchStore, papers }: ReadInboxDeps): ReadInbox {
  const read = async (reader: string, query: InboxQuery, follow?: number): Promise<InboxAnswer> => {
    const { limit, cursor } = query;
    const before = cursor === undefined ? undefined : readPosition(cursor);
    const page = await matchStore.listInbox({ reader, follow, onlyNew: query.new, before, limit: limit + 1 });
    const rows = page.rows.slice(0, limit);
    const found = await matchStore.listMatches(
      reader,
      rows.map(({ ordinal }) => ordinal),
    );
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      papers: await readMatchedPapers(papers, rows, found),
      total: page.total,
      new: page.new,
      ...(first && { upTo: String(first.number) }),
      ...(last && page.rows.length > limit && { cursor: writePosition(last.number) }),
    };
  };
  return {
    readInbox: ({ reader, query }) => read(reader, query),
    async listFollowMatches({ reader, params: { id }, query }) {
      const follow = await follows.findStored({ reader, id });
      if (!follow) throw createUnknownFollowError(id);
      return read(reader, query, follow.number);
    },
    async markSeen({ reader, body: { upTo, ids, isSeen = true } }) {
      const changed = await matchStore.markSeen(reader, {
        ...(upTo !== undefined && { upTo: Number(upTo) }),
        ids,
        isSeen,
      });
      const { new: left } = await matchStore.listInbox({ reader, onlyNew: true, limit: 1 });
      return { changed, new: left };
    },
  };
}
