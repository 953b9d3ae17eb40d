import type { Collection } from "../../domain/collections/collection.js";
import type { ShownEntry } from "../../domain/collections/entry.js";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import { cleanLine, cleanPaperText, cutText, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface CollectionLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** One line each: name, papers, how many are unread or excluded, and the id. */
export function formatCollections(collections: readonly Collection[], { columns, paint }: CollectionLayout): string {
  const names = collections.map(({ name }) => cutText(cleanLine(name), Math.max(20, columns - 40)));
  const width = Math.max(...names.map((name) => name.length));
  return collections
    .map((collection, at) => `${paint.bold(names[at]!.padEnd(width))}  ${formatFacts(collection)}`)
    .join("\n");
}

/** `12 papers · 3 unread · 1 excluded · 1aEeiVofLPno` */
export function formatFacts({ id, papers, unread, included, excluded, restorableUntil }: Collection): string {
  const counts = Object.entries({ unread, included, excluded })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${formatCount(count)} ${name}`);
  const until = restorableUntil === undefined ? [] : [`until ${restorableUntil.slice(0, 10)}`];
  return [formatPapers(papers), ...counts, ...until, id].join(" · ");
}

/** Title, facts and note of each entry. */
export function formatEntries(entries: readonly ShownEntry[], layout: CollectionLayout): string {
  return entries.map((entry) => formatEntry(entry, layout)).join("\n\n");
}

function formatEntry(entry: ShownEntry, { columns, paint }: CollectionLayout): string {
  const room = Math.max(20, columns - 2);
  const title = wrapText(cleanPaperText(entry.title), room).map(paint.bold);
  const facts = cutText(listFacts(entry).join(" · "), room);
  const note = (entry.note ?? "").split("\n").flatMap((line) => (line === "" ? [] : wrapText(cleanLine(line), room)));
  return [...title, paint.dim(facts), ...note].map((line, at) => (at === 0 ? line : `  ${line}`)).join("\n");
}

function listFacts({ id, year, isInLibrary, isRead, rating, tags, key, decision, reason }: ShownEntry): string[] {
  const decided = decision && `${decision}d${reason === undefined ? "" : `: ${cleanLine(reason)}`}`;
  const facts = [
    cleanLine(id),
    year?.toString(),
    isInLibrary ? undefined : "no longer in the library",
    decided,
    isRead ? "read" : undefined,
    rating === undefined ? undefined : "★".repeat(rating),
    ...tags.map((tag) => `#${cleanLine(tag)}`),
    key === undefined ? undefined : `@${cleanLine(key)}`,
  ];
  return facts.filter((fact) => fact !== undefined);
}
