import { useEffect, useState } from "preact/hooks";
import type { Follow } from "../../../../domain/follows/follow.js";
import type { InboxAnswer } from "../../../../domain/follows/inbox.js";
import { formatPapers } from "../../../../domain/text/amounts.js";
import { KeyHelp } from "../../key-help.js";
import { createInboxActions } from "./inbox-actions.js";
import { watchInboxKeys } from "./inbox-keys.js";
import { MatchedItem } from "./matched-item.js";

interface InboxProps {
  readonly inbox: InboxAnswer;
  readonly follows: readonly Follow[];
  readonly query: URLSearchParams;
}

const keys = [
  ["j k", "next, previous paper"],
  ["Enter", "open it"],
  ["e", "mark it as seen, or as new"],
  ["s", "save it in a collection"],
] as const;

/** The papers that fit what the reader follows, the newest first; of one follow, where the address names it. */
export function InboxView({ inbox: first, follows, query }: InboxProps) {
  const [inbox, setInbox] = useState(first);
  const [isLoading, setLoading] = useState(false);
  const follow = follows.find(({ id }) => id === query.get("follow"));
  const actions = createInboxActions({ query, follows, change: setInbox, setLoading });
  useEffect(() => watchInboxKeys(), []);
  if (follows.length === 0) return <NothingFollowed />;
  const { papers, cursor, upTo } = inbox;
  return (
    <section class="inbox" aria-labelledby="inbox-title">
      <h2 class="unseen" id="inbox-title">
        Inbox
      </h2>
      <p class="inbox-tools">
        <span class="count" role="status">
          {describeInbox(inbox)}
        </span>
        {follow && (
          <span>
            of <b dir="auto">{follow.name}</b>{" "}
            <a class="quiet" href="following">
              Show all
            </a>
          </span>
        )}
        <a class="quiet" href={locateUnseen(query)}>
          {query.has("unseen") ? "Show seen papers too" : "Only new papers"}
        </a>
        {inbox.new > 0 && upTo !== undefined && !follow && (
          <button class="quiet scripted" type="button" onClick={() => void actions.seeAll(inbox)}>
            Mark all as seen
          </button>
        )}
      </p>
      {papers.length === 0 && <p>No paper yet. New ones appear here as they are taken in.</p>}
      <ol class="inbox-list" aria-label="Papers" id="hits">
        {papers.map((matched) => (
          <MatchedItem key={matched.paper.id} matched={matched} actions={actions} />
        ))}
      </ol>
      {cursor !== undefined && (
        <button class="more scripted" type="button" disabled={isLoading} onClick={() => void actions.more(cursor)}>
          {isLoading ? "Loading more…" : "More papers"}
        </button>
      )}
      {papers.length > 0 && <KeyHelp keys={keys} />}
    </section>
  );
}

function describeInbox({ new: unseen, total }: InboxAnswer): string {
  if (total === 0) return "Nothing yet";
  return unseen === 0 ? `${formatPapers(total)}, all seen` : `${unseen} new of ${formatPapers(total)}`;
}

function locateUnseen(query: URLSearchParams): string {
  const next = new URLSearchParams(query);
  if (next.has("unseen")) next.delete("unseen");
  else next.set("unseen", "1");
  return next.size === 0 ? "following" : `following?${next}`;
}

function NothingFollowed() {
  return (
    <>
      <p class="lead">Nothing is followed yet.</p>
      <p class="following-hint">
        Search for something and choose “Follow this search”, follow a paper, an author or a venue, or{" "}
        <a href="following?show=follows">follow an arXiv category</a>. Papers that fit appear here as they are taken in.
      </p>
    </>
  );
}
