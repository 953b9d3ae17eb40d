import { createHash } from "node:crypto";
import { connectRedis } from "../../src/adapters/redis/connect.js";
import type { ClusterPlace } from "../../src/compose/cluster/cluster-connections.js";
import { connectOpenSearch } from "../../src/adapters/opensearch/connect.js";

const openSearchUrl = process.env["PAPERKIN_OPENSEARCH"] ?? "";
const redisUrl = process.env["PAPERKIN_TEST_REDIS"] ?? "";

/** Whether libraries of tests are opened on OpenSearch and Redis instead of a data folder. */
export const testsCluster = process.env["PAPERKIN_TEST_ENGINE"] === "opensearch";

/** A place in the cluster of the tests for what would be in this folder. */
export function placeInCluster(folder: string): ClusterPlace {
  const name = `t_${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
  return {
    openSearch: { urls: [openSearchUrl] },
    redis: { url: redisUrl },
    indexPrefix: name,
    keyPrefix: name,
    shards: 1,
    replicas: 0,
    mapLagMs: 0,
  };
}

/** Removes everything that is in the place. */
export async function clearPlace({ indexPrefix, keyPrefix }: ClusterPlace): Promise<void> {
  const client = connectOpenSearch({ urls: [openSearchUrl] });
  const { body } = await client.indices.get({ index: `${indexPrefix}*` });
  const indexes = Object.keys(body);
  if (indexes.length > 0) await client.indices.delete({ index: indexes, ignore_unavailable: true });
  await client.close();
  const connection = await connectRedis({ url: redisUrl });
  const keys = await connection.ask((redis) => redis.keys(`*${keyPrefix}*`));
  if (keys.length > 0) await connection.ask((redis) => redis.unlink(...keys));
  connection.close();
}
