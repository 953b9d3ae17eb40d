import { useState } from "preact/hooks";
import type { Follow } from "../../../../domain/follows/follow.js";
import { createFollowActions } from "./follow-actions.js";
import { FollowRow } from "./follow-row.js";
import { NewFollowForm } from "./new-follow.js";
import { readWish } from "./follow-wish.js";

interface FollowsProps {
  readonly follows: readonly Follow[];
  readonly query: URLSearchParams;
}

/** What the reader follows, and a form for more. */
export function FollowsView({ follows: first, query }: FollowsProps) {
  const [follows, setFollows] = useState(first);
  const actions = createFollowActions((update) => setFollows(update));
  return (
    <>
      <NewFollowForm wish={readWish(query)} onFollow={actions.add} />
      <section aria-labelledby="follows-title">
        <h2 id="follows-title">{follows.length === 0 ? "Nothing is followed yet" : "You follow"}</h2>
        <ul class="follows">
          {follows.map((follow) => (
            <FollowRow key={follow.id} follow={follow} actions={actions} />
          ))}
        </ul>
      </section>
    </>
  );
}
