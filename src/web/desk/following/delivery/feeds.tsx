import { useState } from "preact/hooks";
import type { FeedAddress } from "../../../../domain/feeds/feed-address.js";
import type { Follow } from "../../../../domain/follows/follow.js";
import { RefusedCopy } from "../../../shared/refused-copy.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { useCopy } from "../../../shared/use-copy.js";
import { tellProblem } from "../../../shell/deed-notice.js";

interface FeedsProps {
  readonly feeds: readonly FeedAddress[];
  readonly follows: readonly Follow[];
}

/** Feeds of the whole inbox and of single follows. */
export function Feeds({ feeds: first, follows }: FeedsProps) {
  const [feeds, setFeeds] = useState(first);
  const renew = async (follow: string | undefined) => {
    try {
      const made =
        follow === undefined
          ? await call("POST /v1/inbox/feed", {})
          : await call("POST /v1/follows/{id}/feed", { params: { id: follow } });
      const had = feeds.some((feed) => feed.follow === follow);
      setFeeds((all) => [...all.filter((feed) => feed.follow !== follow), made]);
      tell(had ? "The feed has a new address; the old one is gone." : "The feed has an address.");
    } catch (problem) {
      tellProblem(problem);
    }
  };
  const rows = [{ id: undefined, name: "Everything that you follow" }, ...follows];
  return (
    <section aria-labelledby="feeds-title">
      <h2 id="feeds-title">As feeds</h2>
      <p class="hint">
        For a feed reader. Anyone who knows an address can read the feed; a new address ends the old one.
      </p>
      <ul class="follows">
        {rows.map(({ id, name }) => (
          <FeedRow
            key={id ?? ""}
            name={name}
            feed={feeds.find(({ follow }) => follow === id)}
            onRenew={() => void renew(id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface FeedRowProps {
  readonly name: string;
  readonly feed: FeedAddress | undefined;
  readonly onRenew: () => void;
}

function FeedRow({ name, feed, onRenew }: FeedRowProps) {
  const { copied, refused, copy } = useCopy();
  return (
    <li class="feed-row">
      <h3 dir="auto">{name}</h3>
      <p class="row-actions">
        {feed && (
          <>
            {(["Atom", "JSON"] as const).map((format) => {
              const address = format === "Atom" ? feed.atom : feed.json;
              return (
                <span key={format}>
                  <a class="quiet" href={address} aria-label={`${format} feed: ${name}`}>
                    {format}
                  </a>{" "}
                  <button
                    class="quiet scripted"
                    type="button"
                    aria-label={`Copy the address of the ${format} feed: ${name}`}
                    onClick={() => void copy(format, new URL(address, document.baseURI).href)}
                  >
                    {copied === format ? "Copied" : "Copy"}
                  </button>
                </span>
              );
            })}
          </>
        )}
        <button
          class="quiet scripted"
          type="button"
          aria-label={`${feed ? "New address" : "Make a feed"}: ${name}`}
          onClick={onRenew}
        >
          {feed ? "New address" : "Make a feed"}
        </button>
      </p>
      <RefusedCopy refused={refused} />
    </li>
  );
}
