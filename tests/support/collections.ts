import { createClient } from "../../src/client/index.js";
import type { Collection } from "../../src/domain/collections/collection.js";
import type { NewEntry } from "../../src/domain/collections/entry.js";
import type { SearchRequest } from "../../src/client/index.js";

type Said = Partial<NewEntry> & Pick<NewEntry, "id">;

/** A collection on a server with these entries. */
export async function fillCollection(url: string, name: string, entries: readonly Said[]): Promise<Collection> {
  const { call } = createClient({ url });
  const created = await call("POST /v1/collections", { body: { name } });
  const params = { id: created.id };
  if (entries.length > 0) await call("POST /v1/collections/{id}/papers", { params, body: { entries: [...entries] } });
  return call("GET /v1/collections/{id}", { params });
}

/** The ids of the papers that a search finds. */
export async function findIds(url: string, query: string, request: Partial<SearchRequest> = {}): Promise<string[]> {
  const { hits } = await createClient({ url }).search({ query, mode: "keyword", ...request });
  return hits.map(({ paper }) => paper.id);
}
