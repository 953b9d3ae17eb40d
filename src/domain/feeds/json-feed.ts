import { writeSummary } from "./atom.js";
import type { Feed, FeedEntry } from "./feed.js";

export const jsonFeedType = "application/feed+json; charset=utf-8";

/** Writes a page of a feed as JSON Feed 1.1. */
export function writeJsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title.toWellFormed(),
    home_page_url: feed.home,
    feed_url: feed.self,
    ...(feed.next !== undefined && { next_url: feed.next }),
    authors: [{ name: "paperkin" }],
    items: feed.papers.map(writeItem),
  });
}

function writeItem(entry: FeedEntry) {
  const [external] = entry.related;
  return {
    id: entry.id,
    url: entry.page,
    ...(external !== undefined && { external_url: external }),
    title: entry.title.toWellFormed(),
    content_text: writeSummary(entry).toWellFormed(),
    date_published: entry.updated.toISOString(),
    ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name: name.toWellFormed() })) }),
    ...(entry.categories.length > 0 && { tags: entry.categories.map((term) => term.toWellFormed()) }),
  };
}
