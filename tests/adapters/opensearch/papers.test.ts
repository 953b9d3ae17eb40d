import { afterAll, beforeAll, describe } from "vitest";
import { describeDuplicateStore } from "../../contracts/duplicate-store.contract.js";
import { describeJoinedPapers } from "../../contracts/joined-papers.contract.js";
import { describePaperStore } from "../../contracts/paper-store.contract.js";
import { describePaperVersions } from "../../contracts/paper-versions.contract.js";
import { describeSpreadReader } from "../../contracts/vector-spread.contract.js";
import { describeVectorStore } from "../../contracts/vector-store.contract.js";
import { createClusterStore } from "../../support/cluster-store.js";
import { openSearchMissing } from "../../support/start-opensearch.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";
import type { LocalServer } from "../../support/local-server.js";

const missing = openSearchMissing ?? redisMissing;

describe.skipIf(missing !== undefined)("on a cluster", () => {
  let redis: LocalServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const create = () => createClusterStore(redis.url);
  describePaperStore("the paper store in OpenSearch", create);
  describePaperVersions("the versions of papers in OpenSearch", create);
  describeJoinedPapers("records of one paper in OpenSearch", create);
  describeVectorStore("the vector store in OpenSearch", create);
  describeDuplicateStore("the duplicate store in OpenSearch", create);
  describeSpreadReader("the spread of the vectors in OpenSearch", create);
});
