import { foldMatches } from "../../../domain/feeds/delivered-match.js";
import { type Feed, feedPageSize, nameByUuid, toFeedEntry } from "../../../domain/feeds/feed.js";
import type { FeedAddress } from "../../../domain/feeds/feed-address.js";
import { AppError } from "../../../errors.js";
import type { StoredFeed } from "../../../ports/desk/feed-store.js";
import { checkFollows } from "../delivery/check-follows.js";
import type { DeliveryPorts } from "../delivery/delivery-ports.js";
import { makeToken } from "../delivery/make-token.js";
import type { DeskCall } from "../desk-call.js";

export interface ManageFeeds {
  listFeeds(call: DeskCall): Promise<{ feeds: readonly FeedAddress[] }>;
  renewInboxFeed(call: DeskCall): Promise<FeedAddress>;
  renewFollowFeed(call: DeskCall<{ readonly params: { readonly id: string } }>): Promise<FeedAddress>;
  removeFeed(call: DeskCall<{ readonly params: { readonly token: string } }>): Promise<undefined>;
}

/** A page of a feed, by its token. */
export interface ReadFeed {
  readFeed(page: FeedPage): Promise<Feed>;
}

export interface FeedPage {
  readonly token: string;
  readonly ending: "atom" | "json";
  /** The number of a match; the page has those before it. */
  readonly before?: number | undefined;
  /** The address of the server as its reader knows it, ending with a slash. */
  readonly base: string;
}

type Ports = Pick<DeliveryPorts, "feeds" | "matches">;
type ReadPorts = Ports & Pick<DeliveryPorts, "publicUrl" | "guessesUrl">;

export function createManageFeeds({ feeds, matches }: Ports): ManageFeeds {
  return {
    listFeeds: async ({ reader }) => ({ feeds: (await feeds.listFeeds(reader)).map(toAddress) }),
    renewInboxFeed: async ({ reader }) => toAddress(await feeds.putFeed({ reader, token: makeToken() })),
    async renewFollowFeed({ reader, params: { id } }) {
      await checkFollows(matches, { reader, follows: [id] });
      return toAddress(await feeds.putFeed({ reader, follow: id, token: makeToken() }));
    },
    async removeFeed({ reader, params: { token } }) {
      if (!(await feeds.removeFeed(reader, token))) throw new AppError("not_found", "There is no such feed.");
      return undefined;
    },
  };
}

export function createReadFeed({ feeds, matches, publicUrl, guessesUrl }: ReadPorts): ReadFeed {
  return {
    async readFeed({ token, ending, before, base: asked }) {
      const base = guessesUrl ? asked : publicUrl;
      const feed = await feeds.findFeed(token);
      if (!feed) throw new AppError("not_found", "There is no such feed; its address may have been renewed.");
      const { reader, follow, createdAt } = feed;
      const title = await nameFeed(matches, feed);
      const follows = follow === undefined ? undefined : [follow];
      const limit = feedPageSize + 1;
      const found = await matches.listMatches({ reader, follows, each: "work", order: "newest", before, limit });
      const page = found.slice(0, feedPageSize);
      const entries = foldMatches(page).map((paper) => toFeedEntry(paper, base));
      const first = `${base}v1/feeds/${token}.${ending}`;
      const last = page.at(-1);
      return {
        id: nameByUuid("feed", reader, follow ?? "", createdAt.toISOString()),
        title,
        updated: new Date(
          Math.max(...(page.length > 0 ? page.map(({ matchedAt }) => Number(matchedAt)) : [Number(createdAt)])),
        ),
        self: before === undefined ? first : `${first}?before=${before}`,
        first,
        next: found.length > page.length && last ? `${first}?before=${last.number}` : undefined,
        home: `${base}following`,
        papers: entries,
      };
    },
  };
}

/** Throws `not_found` for a feed of a follow that has been deleted. */
async function nameFeed(matches: Ports["matches"], { reader, follow }: StoredFeed): Promise<string> {
  if (follow === undefined) return "paperkin: your inbox";
  const found = await matches.findFollow({ reader, id: follow });
  if (!found) throw new AppError("not_found", "What this feed followed is followed no more.");
  return `paperkin: ${found.name}`;
}

function toAddress({ follow, token, createdAt }: StoredFeed): FeedAddress {
  return {
    ...(follow !== undefined && { follow }),
    token,
    atom: `v1/feeds/${token}.atom`,
    json: `v1/feeds/${token}.json`,
    createdAt: createdAt.toISOString(),
  };
}
