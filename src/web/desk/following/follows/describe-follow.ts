import type { FollowKind } from "../../../../domain/follows/follow-kind.js";
import type { Follow } from "../../../../domain/follows/follow.js";

export const kindNames: Readonly<Record<FollowKind, string>> = {
  question: "Question",
  paper: "Papers like one",
  collection: "Papers like a collection",
  author: "Author",
  venue: "Venue",
  source: "Source",
};

type Target = Pick<Follow, "kind" | "query" | "author" | "venue" | "source" | "filter">;

/** What a follow watches; the names of papers and collections are those of their follows. */
export function describeTarget({ kind, query, author, venue, source, filter }: Target): string {
  const told = { question: query, author, venue, source, paper: undefined, collection: undefined }[kind];
  return [told, filter && describeFilter(filter)].filter((part) => part !== undefined && part !== "").join(", ");
}

/** `ICML, 2020–` */
export function describeFilter(filter: NonNullable<Follow["filter"]>): string {
  const { yearFrom, yearTo, dateFrom, dateTo, year, retracted, ...lists } = filter;
  const from = dateFrom ?? yearFrom;
  const to = dateTo ?? yearTo;
  const parts = Object.values(lists).flatMap((values) => (Array.isArray(values) ? values.map(String) : []));
  if (year !== undefined) parts.push([year].flat().join(", "));
  if (from !== undefined || to !== undefined) parts.push(`${from ?? ""}–${to ?? ""}`);
  if (retracted !== undefined) parts.push(retracted ? "retracted" : "not retracted");
  return parts.join(", ");
}
