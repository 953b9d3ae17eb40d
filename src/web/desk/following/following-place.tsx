import type { Follow } from "../../../domain/follows/follow.js";
import type { InboxAnswer } from "../../../domain/follows/inbox.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { prepareLatex } from "../../shared/latex.js";
import type { DeskPlace, DeskViewProps } from "../desk-state.js";
import { type DeliveryParts, loadDelivery } from "./delivery/load-delivery.js";
import { DeliveryView } from "./delivery/delivery-view.js";
import { FollowsView } from "./follows/follows-view.js";
import { InboxView } from "./inbox/inbox-view.js";

export interface FollowingAnswer {
  readonly inbox: InboxAnswer;
  readonly follows: readonly Follow[];
  /** Of the part that shows them. */
  readonly delivery?: DeliveryParts;
}

type Part = "inbox" | "follows" | "delivery";

const parts: readonly { readonly part: Part; readonly name: string; readonly address: string }[] = [
  { part: "inbox", name: "Inbox", address: "following" },
  { part: "follows", name: "Follows", address: "following?show=follows" },
  { part: "delivery", name: "Mail and feeds", address: "following?show=delivery" },
];

/** What a reader follows: the papers that fit, the list of follows, and how they are delivered. */
export const followingPlace: DeskPlace<FollowingAnswer> = {
  describe: (answer) => ({
    title: answer && answer.inbox.new > 0 ? `Following (${answer.inbox.new} new)` : "Following",
    description: "New papers that fit what you follow: questions, papers, authors, venues and sources.",
  }),
  async load(query, { call, signal }) {
    const part = readPart(query);
    const follow = query.get("follow");
    const page = { limit: 30, ...(query.has("unseen") && { new: true }) };
    const [inbox, { follows }, delivery] = await Promise.all([
      follow
        ? call("GET /v1/follows/{id}/matches", { params: { id: follow }, query: page, signal })
        : call("GET /v1/inbox", { query: page, signal }),
      call("GET /v1/follows", { signal }),
      part === "delivery" ? loadDelivery({ call, signal }) : undefined,
    ]);
    return { inbox, follows, ...(delivery && { delivery }) };
  },
  prepare: ({ inbox }) => prepareLatex(inbox.papers.map(({ paper }) => paper.title)),
  View: Following,
};

function readPart(query: URLSearchParams): Part {
  const shown = query.get("show");
  if (query.has("new")) return "follows";
  return shown === "follows" || shown === "delivery" ? shown : "inbox";
}

function Following({ query, answer }: DeskViewProps<FollowingAnswer>) {
  const part = readPart(query);
  const { inbox, follows, delivery } = answer;
  return (
    <>
      <h1>Following</h1>
      <nav class="parts" aria-label="Parts of this page">
        {parts.map(({ part: name, name: label, address }) => (
          <a key={name} href={address} aria-current={name === part ? "true" : undefined}>
            {label}
            {name === "follows" && follows.length > 0 && <span class="count">{formatCount(follows.length)}</span>}
          </a>
        ))}
      </nav>
      {part === "inbox" && <InboxView inbox={inbox} follows={follows} query={query} />}
      {part === "follows" && <FollowsView follows={follows} query={query} />}
      {delivery && <DeliveryView delivery={delivery} follows={follows} />}
    </>
  );
}
