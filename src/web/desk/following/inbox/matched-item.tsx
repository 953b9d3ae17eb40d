import { isRanked } from "../../../../domain/follows/follow-kind.js";
import type { MatchedPaper, MatchReason } from "../../../../domain/follows/inbox.js";
import { MarkedWords } from "../../../paper/marked-words.js";
import { SaveMenu } from "../../../recommend/save-menu.js";
import { formatView } from "../../../shell/view-address.js";
import { formatDay } from "../../format-day.js";
import type { InboxActions } from "./inbox-actions.js";

interface MatchedItemProps {
  readonly matched: MatchedPaper;
  readonly actions: InboxActions;
}

/** A paper of the inbox: what it is, and why it is there. */
export function MatchedItem({ matched, actions }: MatchedItemProps) {
  const { paper, isNew, matches, matchedAt, highlights = [] } = matched;
  const { id, title } = paper;
  return (
    <li class={isNew ? "is-new" : undefined}>
      <article tabIndex={-1} data-id={id} aria-label={title}>
        <h3 dir="auto">
          {isNew && <span class="new-mark">New</span>}
          <a href={formatView({ kind: "paper", id })}>
            <MarkedWords source={title} ranges={highlights} />
          </a>
        </h3>
        <p class="facts">
          {describePaper(paper)}
          {" · found "}
          <time dateTime={matchedAt}>{formatDay(matchedAt)}</time>
        </p>
        <ul class="match-reasons" aria-label="Why it is here">
          {matches.map((match) => (
            <Reason key={match.follow} match={match} />
          ))}
        </ul>
        <div class="row-actions scripted">
          <button class="quiet see" type="button" onClick={() => void actions.see(matched, isNew)}>
            {isNew ? "Mark as seen" : "Mark as new"}
          </button>
          <SaveMenu papers={[{ id, title }]} label="Save" />
          <button class="quiet dismiss" type="button" onClick={() => void actions.dismiss(matched)}>
            Not interested
          </button>
        </div>
      </article>
    </li>
  );
}

function Reason({ match: { follow, name, strength, kind, words = [], like } }: { readonly match: MatchReason }) {
  return (
    <li>
      <a class="reason-name" href={`following?follow=${encodeURIComponent(follow)}`} dir="auto">
        {name}
      </a>
      {isRanked(kind) && <span class={`strength ${strength}`}>{strength}</span>}
      {words.length > 0 && <span class="reason-words">{words.join(", ")}</span>}
      {like && like.title !== name && <span class="reason-words">like “{like.title}”</span>}
    </li>
  );
}

function describePaper({ authors, year, venue }: MatchedPaper["paper"]): string {
  const shown =
    authors.length > 3 ? `${authors.slice(0, 2).join(", ")} and ${authors.length - 2} others` : authors.join(", ");
  return [shown, venue, year].filter((part) => part !== undefined && part !== "").join(" · ");
}
