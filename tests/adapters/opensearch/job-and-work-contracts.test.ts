import { afterAll, beforeAll, describe } from "vitest";
import { describeChangeLog } from "../../contracts/change-log.contract.js";
import { describeJobStore } from "../../contracts/job-store.contract.js";
import { describeWorkStore } from "../../contracts/work-store.contract.js";
import { createClusterStore } from "../../support/cluster-store.js";
import type { LocalServer } from "../../support/local-server.js";
import { openSearchMissing } from "../../support/start-opensearch.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";

describe.skipIf((openSearchMissing ?? redisMissing) !== undefined)("OpenSearch and Redis", () => {
  let redis: LocalServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const create = () => createClusterStore(redis.url);

  describeJobStore("keep jobs", create);
  describeWorkStore("keep work", create);
  describeChangeLog("keep the change log", create);
});
