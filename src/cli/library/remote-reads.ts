import type { PaperkinClient } from "../../client/index.js";
import { type DirectReads, directReads } from "../../operations/direct-reads.js";
import type { Services } from "../../services/services.js";

export type RemoteReads = DirectReads<Services>;

/** Forwards each read that a single service answers to the server. */
export function createRemoteReads(client: PaperkinClient): RemoteReads {
  const call = client.call as (address: string, request: { readonly query: unknown }) => Promise<unknown>;
  const reads = directReads.map(({ name, path }) => [name, (query: unknown) => call(`GET ${path}`, { query })]);
  return Object.fromEntries(reads) as unknown as RemoteReads;
}
