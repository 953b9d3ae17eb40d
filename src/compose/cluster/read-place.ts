import type { Config } from "../../config.js";
import type { ClusterPlace } from "./cluster-connections.js";

const mapLagMs = 60_000;

/** Where the settings put the library: both addresses are there where they choose this engine. */
export function readPlace(config: Config): ClusterPlace {
  const { redisUrl = "", redisCa, queueName, openSearchUrls: urls } = config;
  return {
    openSearch: {
      urls,
      username: config.openSearchUsername,
      password: config.openSearchPassword,
      apiKey: config.openSearchApiKey,
      ca: config.openSearchCa,
    },
    redis: { url: redisUrl, ca: redisCa },
    indexPrefix: config.openSearchIndex,
    keyPrefix: queueName,
    shards: config.openSearchShards,
    replicas: config.openSearchReplicas,
    mapLagMs,
  };
}
