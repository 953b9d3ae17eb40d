import type { Follow } from "../../../../domain/follows/follow.js";
import type { InboxAnswer, MatchedPaper } from "../../../../domain/follows/inbox.js";
import { putIn } from "../../../recommend/rate-paper.js";
import { removeEntries } from "../../../shared/entry-calls.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { newMatches } from "../../../shell/header/new-matches.js";
import { tellProblem } from "../../../shell/deed-notice.js";

type Change = (update: (inbox: InboxAnswer) => InboxAnswer) => void;

export interface InboxActions {
  /** Marks one paper as seen, or as new again. */
  see(matched: MatchedPaper, isSeen: boolean): Promise<void>;
  seeAll(inbox: InboxAnswer): Promise<void>;
  /** Takes a paper out of the inbox for good, and out of the recommendations of the collections that it fits. */
  dismiss(matched: MatchedPaper): Promise<void>;
  more(cursor: string): Promise<void>;
}

interface Acting {
  readonly query: URLSearchParams;
  readonly follows: readonly Follow[];
  readonly change: Change;
  readonly setLoading: (isLoading: boolean) => void;
}

/** What a reader does with the papers of the inbox: shown at once, and taken back where the server refuses. */
export function createInboxActions({ query, follows, change, setLoading }: Acting): InboxActions {
  const mark = async (ids: readonly string[], isSeen: boolean) => {
    change((inbox) => markPapers(inbox, new Set(ids), isSeen));
    const answer = await call("POST /v1/inbox/seen", { body: { ids: [...ids], isSeen } });
    newMatches.save(answer.new);
    change((inbox) => (query.has("follow") ? inbox : { ...inbox, new: answer.new }));
  };
  return {
    see: ({ paper }, isSeen) => mark([paper.id], isSeen).catch(tellProblem),
    async seeAll({ upTo, papers }) {
      const unseen = papers.filter(({ isNew }) => isNew).map(({ paper }) => paper.id);
      try {
        const answer = await call("POST /v1/inbox/seen", { body: { upTo } });
        change((inbox) => ({ ...markPapers(inbox, undefined, true), new: answer.new }));
        newMatches.save(answer.new);
        tell("All papers are marked as seen.", () => (unseen.length > 0 ? mark(unseen, false) : Promise.resolve()));
      } catch (problem) {
        tellProblem(problem);
      }
    },
    dismiss: (matched) => dismiss({ change, follows }, matched),
    async more(cursor) {
      setLoading(true);
      await loadMore({ query, change }, cursor).catch(tellProblem);
      setLoading(false);
    },
  };
}

async function dismiss({ change, follows }: Pick<Acting, "change" | "follows">, matched: MatchedPaper): Promise<void> {
  const { id, title } = matched.paper;
  let before: InboxAnswer | undefined;
  change((inbox) => {
    before = inbox;
    return { ...inbox, papers: inbox.papers.filter(({ paper }) => paper.id !== id) };
  });
  try {
    const keep = async (isDismissed: boolean) => {
      const answer = await call("POST /v1/inbox/dismissed", { body: { ids: [id], isDismissed } });
      newMatches.save(answer.new);
    };
    await keep(true);
    const takeBack = await exclude(matched, follows);
    tell(`Not interested: ${title}`, async () => {
      if (before) change(() => before!);
      await keep(false);
      await takeBack();
    });
  } catch (problem) {
    if (before) change(() => before!);
    tellProblem(problem);
  }
}

async function loadMore({ query, change }: Pick<Acting, "query" | "change">, cursor: string): Promise<void> {
  const page = { cursor, limit: 30, ...(query.has("unseen") && { new: true }) };
  const follow = query.get("follow");
  const answer = follow
    ? await call("GET /v1/follows/{id}/matches", { params: { id: follow }, query: page })
    : await call("GET /v1/inbox", { query: page });
  change((inbox) => {
    const { cursor: _, ...rest } = inbox;
    const papers = [...inbox.papers, ...answer.papers];
    return { ...rest, papers, ...(answer.cursor !== undefined && { cursor: answer.cursor }) };
  });
}

/** Without ids, all papers that are listed. */
function markPapers(inbox: InboxAnswer, ids: ReadonlySet<string> | undefined, isSeen: boolean): InboxAnswer {
  const papers = inbox.papers.map((matched) =>
    ids === undefined || ids.has(matched.paper.id) ? { ...matched, isNew: !isSeen } : matched,
  );
  return { ...inbox, papers };
}

/** In a followed collection, the paper becomes an excluded entry. Returns what takes that back. */
async function exclude({ paper, matches }: MatchedPaper, follows: readonly Follow[]): Promise<() => Promise<void>> {
  const found = matches.flatMap(({ follow }) => follows.find(({ id }) => id === follow)?.collection ?? []);
  const added = new Map<string, readonly string[]>();
  for (const collection of found) added.set(collection, await putIn(collection, [paper], "dislike"));
  return async () => {
    for (const [collection, ids] of added) if (ids.length > 0) await removeEntries(collection, ids);
  };
}
