import { createOpenSearchDuplicateStore } from "../../src/adapters/opensearch/paper/duplicate-store.js";
import { createOpenSearchPaperVersions } from "../../src/adapters/opensearch/paper/paper-versions.js";
import { createOpenSearchSpreadReader } from "../../src/adapters/opensearch/vectors/spread-reader.js";
import { createOpenSearchVectorStore } from "../../src/adapters/opensearch/vectors/vector-store.js";
import { openProcess } from "./cluster-work.js";
import { openTestCluster } from "./start-opensearch.js";
import type { StoreUnderTest } from "./store-under-test.js";

/** The parts of the store that OpenSearch and Redis have by now; a contract that asks for another part fails. */
export async function createClusterStore(redisUrl: string): Promise<StoreUnderTest> {
  const cluster = openTestCluster();
  let nowMs = 0;
  const process = await openProcess({ cluster, redisUrl, now: () => nowMs });
  const { jobs, notices, paperStore: papers, openTrial, work, changes, documents, place, indexes, ledger } = process;
  const shared = { client: cluster.client, indexes, documents, refresh: place.refresh, ledger };
  const parts = {
    papers,
    openTrial,
    versions: createOpenSearchPaperVersions(documents),
    vectors: createOpenSearchVectorStore(shared),
    duplicates: createOpenSearchDuplicateStore(shared),
    work,
    changes,
    jobs,
    notices,
    openScan: () => createOpenSearchSpreadReader(place),
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
