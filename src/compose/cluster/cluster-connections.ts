import type { Client } from "@opensearch-project/opensearch";
import { connectOpenSearch, type OpenSearchOptions } from "../../adapters/opensearch/connect.js";
import { createIndexes, type LibraryIndexes } from "../../adapters/opensearch/create-indexes.js";
import { connectRedis, type RedisConnection, type RedisServer } from "../../adapters/redis/connect.js";
import { createTransact, type Transact } from "../../adapters/redis/transact.js";
import type { Undo } from "../undo.js";

/** Where a library is kept that several processes serve. */
export interface ClusterPlace {
  readonly openSearch: OpenSearchOptions;
  readonly redis: RedisServer;
  /** Begins the names of all indexes. */
  readonly indexPrefix: string;
  /** Begins all keys in Redis. */
  readonly keyPrefix: string;
  readonly shards: number;
  readonly replicas: number;
  /** How long the map may lag behind its papers, in milliseconds: storing it anew reads a label of each. */
  readonly mapLagMs: number;
}

export interface ClusterConnections extends LibraryIndexes {
  readonly client: Client;
  readonly connection: RedisConnection;
  readonly transact: Transact;
  /** Begins all keys in Redis. */
  readonly prefix: string;
}

/** Connects both, and creates what is missing of the library's indexes. Throws `unavailable`. */
export async function connectCluster(place: ClusterPlace, undo: Undo): Promise<ClusterConnections> {
  const connection = await connectRedis(place.redis);
  undo.push(() => connection.close());
  const client = connectOpenSearch(place.openSearch);
  undo.push(() => client.close());
  const { shards, replicas, indexPrefix: prefix } = place;
  const created = await createIndexes(client, { prefix, shards, replicas });
  return { ...created, client, connection, transact: createTransact(connection), prefix: place.keyPrefix };
}
