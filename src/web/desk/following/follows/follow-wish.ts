import type { NewFollow } from "../../../../domain/follows/follow.js";
import { readFilters } from "../../../search/filters.js";
import { createFilter } from "../../../search/request.js";
import { modes } from "../../../shell/view-address.js";

/** What an address asks to follow, such as `following?new=question&q=adapters&venue=ICML`. */
export interface FollowWish {
  readonly kind: NewFollow["kind"];
  /** The question, the id of a paper or collection, the name of an author or venue, the address of a source. */
  readonly target: string;
  /** What the reader calls it, where the target is an id. */
  readonly title?: string;
  readonly mode?: "hybrid" | "semantic" | "keyword";
  readonly filter?: NonNullable<Extract<NewFollow, { kind: "question" }>["filter"]>;
}

const fields = {
  question: "q",
  paper: "paper",
  collection: "collection",
  author: "author",
  venue: "venue",
  source: "source",
} as const;

export function readWish(query: URLSearchParams): FollowWish | undefined {
  const kind = query.get("new") as keyof typeof fields | null;
  if (kind === null || !Object.hasOwn(fields, kind)) return undefined;
  const target = query.get(fields[kind])?.trim() ?? "";
  if (target === "") return undefined;
  const title = query.get("title") ?? undefined;
  if (kind !== "question") return { kind, target, ...(title !== undefined && { title }) };
  // A part of the map is another with the next map.
  const { area: _area, ...filters } = readFilters(query);
  const filter = JSON.parse(JSON.stringify(createFilter({ ...filters, area: undefined }))) as FollowWish["filter"];
  const mode = modes.find((name) => name === query.get("mode"));
  return {
    kind,
    target,
    ...(mode && { mode }),
    ...(filter && Object.keys(filter).length > 0 && { filter }),
  };
}

/** What the API is asked to follow. */
export function createFollowRequest(wish: FollowWish, minScore: number | undefined): NewFollow {
  const { kind, target, title, mode, filter } = wish;
  const rated = { ...(minScore !== undefined && { minScore }) };
  if (kind === "question") return { kind, query: target, ...rated, ...(mode && { mode }), ...(filter && { filter }) };
  if (kind === "paper") return { kind, paper: target, ...rated, ...(title !== undefined && { name: title }) };
  if (kind === "collection") return { kind, collection: target, ...rated, ...(title !== undefined && { name: title }) };
  if (kind === "author") return { kind, author: target };
  return kind === "venue"
    ? { kind, venue: target }
    : { kind, source: target, ...(title !== undefined && { name: title }) };
}
