import type { DismissRequest, InboxAnswer, InboxQuery, SeenRequest } from "../../../domain/follows/inbox.js";
import { readPosition, writePosition } from "../../../domain/paging/cursor.js";
import type { Dismissals } from "../../../ports/desk/dismissals.js";
import type { FollowStore } from "../../../ports/desk/follow-store.js";
import type { MatchStore } from "../../../ports/desk/match-store.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { DeskCall } from "../desk-call.js";
import type { Following } from "./following.js";
import { createUnknownFollowError } from "./unknown-follow.js";
import { readMatchedPapers } from "./read-matches.js";

export interface ReadInboxDeps {
  readonly follows: Pick<FollowStore, "findStored" | "changeFollow">;
  readonly matchStore: MatchStore;
  readonly dismissals: Pick<Dismissals, "dismiss">;
  readonly papers: Pick<PaperStore, "readPapers">;
  /** Of the model in use. */
  readonly following: () => Pick<Following, "wake">;
}

export interface ReadInbox {
  readInbox(call: DeskCall<{ readonly query: InboxQuery }>): Promise<InboxAnswer>;
  listFollowMatches(
    call: DeskCall<{ readonly params: { readonly id: string }; readonly query: InboxQuery }>,
  ): Promise<InboxAnswer>;
  markSeen(call: DeskCall<{ readonly body: SeenRequest }>): Promise<{ changed: number; new: number }>;
  /** What is dismissed does not come back, and papers like it do so less. */
  dismissPapers(call: DeskCall<{ readonly body: DismissRequest }>): Promise<{ changed: number; new: number }>;
}

/** What is new for a reader: the papers that matched, and which of them have been seen. */
export function createReadInbox({ follows, matchStore, dismissals, papers, following }: ReadInboxDeps): ReadInbox {
  const countNew = async (reader: string) => (await matchStore.listInbox({ reader, onlyNew: true, limit: 1 })).new;
  const read = async (reader: string, query: InboxQuery, follow?: number): Promise<InboxAnswer> => {
    const { limit, cursor } = query;
    const before = cursor === undefined ? undefined : readPosition(cursor);
    const { new: onlyNew, dismissed } = query;
    const page = await matchStore.listInbox({ reader, follow, onlyNew, dismissed, before, limit: limit + 1 });
    const rows = page.rows.slice(0, limit);
    const found = await matchStore.listMatches(rows.map(({ number }) => number));
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
      return { changed, new: await countNew(reader) };
    },
    async dismissPapers({ reader, body: { ids, isDismissed = true } }) {
      const { changed, follows: fitting } = await dismissals.dismiss(reader, { ids, isDismissed });
      for (const id of fitting) {
        const follow = await follows.findStored({ reader, id });
        // Changes nothing but its version, by which whoever matches learns of it.
        if (follow) await follows.changeFollow(follow.number, { patch: {} });
      }
      following().wake();
      return { changed, new: await countNew(reader) };
    },
  };
}
