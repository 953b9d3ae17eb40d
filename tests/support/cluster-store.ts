import { openProcess } from "./cluster-work.js";
import { openTestCluster } from "./start-opensearch.js";
import type { StoreUnderTest } from "./store-under-test.js";

/** The parts of the store that OpenSearch and Redis have by now; a contract that asks for another part fails. */
export async function createClusterStore(redisUrl: string): Promise<StoreUnderTest> {
  const cluster = openTestCluster();
  let nowMs = 0;
  const process = await openProcess({ cluster, redisUrl, now: () => nowMs });
  const { jobs, notices, paperStore: papers, work, changes, documents } = process;
  const vectors = { readVectors: documents.readVectors };
  const parts = {
    papers,
    work,
    vectors,
    changes,
    jobs,
    notices,
    setTime(time: number) {
      nowMs = time;
    },
    async close() {
      process.close();
      await cluster.close();
    },
  };
  return parts as unknown as StoreUnderTest;
}
