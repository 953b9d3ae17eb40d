import type { PaperkinClient } from "../../client/index.js";
import { type DirectReads, directReads } from "../../operations/direct-reads.js";
import type { Services } from "../../services/services.js";

export type RemoteReads = DirectReads<Services>;

/** Asks the server for each read that one service answers by itself. */
export function createRemoteReads(client: PaperkinClient): RemoteReads {
  const call = client.call as (address: string, request: { readonly query: unknown }) => Promise<unknown>;
  const reads = directReads.map(({ name, path }) => [name, (query: unknown) => call(`GET ${path}`, { query })]);
  return Object.fromEntries(reads) as unknown as RemoteReads;
}
