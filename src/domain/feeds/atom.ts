import type { Feed, FeedEntry } from "./feed.js";
import { escapeXml } from "./xml-text.js";

export const atomType = "application/atom+xml; charset=utf-8";

/** Writes a page of a feed as Atom (RFC 4287), with its next page (RFC 5005). */
export function writeAtom(feed: Feed): string {
  const links = [
    link("self", feed.self, "application/atom+xml"),
    link("alternate", feed.home, "text/html"),
    link("first", feed.first, "application/atom+xml"),
    ...(feed.next === undefined ? [] : [link("next", feed.next, "application/atom+xml")]),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escapeXml(feed.id)}</id>
  <title>${escapeXml(feed.title)}</title>
  <updated>${feed.updated.toISOString()}</updated>
  <author><name>paperkin</name></author>
  <generator>paperkin</generator>
  ${links.join("\n  ")}
${feed.papers.map(writeEntry).join("")}</feed>
`;
}

function writeEntry(entry: FeedEntry): string {
  const parts = [
    element("id", entry.id),
    element("title", entry.title),
    element("updated", entry.updated.toISOString()),
    ...entry.authors.filter((name) => name !== "").map((name) => `<author>${element("name", name)}</author>`),
    link("alternate", entry.page, "text/html"),
    ...entry.related.map((address) => link("related", address)),
    ...entry.categories.map((term) => `<category term="${escapeXml(term)}"/>`),
    element("summary", writeSummary(entry)),
  ];
  return `  <entry>\n    ${parts.join("\n    ")}\n  </entry>\n`;
}

/** Why a paper is there, then its abstract. */
export function writeSummary({ reasons, abstract }: FeedEntry): string {
  return [...reasons, ...(abstract === "" ? [] : ["", abstract])].join("\n");
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function link(rel: string, href: string, type?: string): string {
  return `<link rel="${rel}" href="${escapeXml(href)}"${type === undefined ? "" : ` type="${type}"`}/>`;
}
