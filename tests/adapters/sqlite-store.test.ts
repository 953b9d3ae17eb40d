import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqliteCorpusScan } from "../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import { describeChangeLog } from "../contracts/change-log.contract.js";
import { describeCorpusScan } from "../contracts/corpus-scan.contract.js";
import { describeDuplicateStore } from "../contracts/duplicate-store.contract.js";
import { describeJoinedPapers } from "../contracts/joined-papers.contract.js";
import { describeJobStore } from "../contracts/job-store.contract.js";
import { describeOtherModelStore } from "../contracts/other-model-store.contract.js";
import { describeOpenCounts } from "../contracts/open-counts.contract.js";
import { describePaperStore } from "../contracts/paper-store.contract.js";
import { describePaperVersions } from "../contracts/paper-versions.contract.js";
import { describeSpreadReader } from "../contracts/vector-spread.contract.js";
import { describeVectorStore } from "../contracts/vector-store.contract.js";
import { describeWorkStore } from "../contracts/work-store.contract.js";
import type { StoreUnderTest } from "../support/store-under-test.js";

async function createStore(): Promise<StoreUnderTest & Pick<SqliteStore, "desk">> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-sqlite-"));
  let nowMs = 0;
  const store = createSqliteStore({ folder, now: () => nowMs });
  return {
    ...store,
    openScan: () => createSqliteCorpusScan({ folder }),
    setTime(time) {
      nowMs = time;
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describePaperStore("the paper store in SQLite", createStore);
describePaperVersions("the versions of papers in SQLite", createStore);
describeJoinedPapers("records of one paper in SQLite", createStore);
describeWorkStore("the work store in SQLite", createStore);
describeVectorStore("the vector store in SQLite", createStore);
describeChangeLog("the change log in SQLite", createStore);
describeJobStore("the job store in SQLite", createStore);
describeOtherModelStore("the other model in SQLite", createStore);
describeDuplicateStore("the duplicate store in SQLite", createStore);
describeCorpusScan("the corpus scan over SQLite", createStore);
describeSpreadReader("the spread of the vectors in SQLite", createStore);
describeOpenCounts("counts of opened papers in SQLite", async () => {
  const store = await createStore();
  return { store, opens: store.desk.opens };
});
