import { formatFingerprint } from "../domain/model.js";
import type { ChangeLog } from "../ports/change-log.js";
import type { CorpusScan } from "../ports/corpus-scan.js";
import type { Embedder } from "../ports/embedder.js";
import type { EmbedQueue } from "../ports/embed-queue.js";
import type { JobStore } from "../ports/job-store.js";
import type { KeywordIndex } from "../ports/keyword-index.js";
import type { Logger } from "../ports/logger.js";
import type { PaperStore } from "../ports/paper-store.js";
import type { VectorIndex } from "../ports/vector-index.js";
import type { VectorStore } from "../ports/vector-store.js";
import type { WorkStore } from "../ports/work-store.js";
import { createAcceptPapers } from "./accept-papers.js";
import { createQueueFeeder, type QueueFeeder } from "./feed-queue.js";
import { createFindSimilar } from "./find-similar.js";
import { createIndexBatch, type IndexBatch } from "./index-batch.js";
import { createManagePapers } from "./manage-papers.js";
import { createMatchFilter } from "./match-filter.js";
import { createRankByMeaning } from "./rank-by-meaning.js";
import { createRecommendPapers } from "./recommend-papers.js";
import { createReportStatus } from "./report-status.js";
import { createSearchPapers } from "./search-papers.js";
import type { Services } from "./services.js";
import { createIndexSync, type IndexSync } from "./sync-index.js";
import { createWaitForJob } from "./wait-for-job.js";

export interface Ports {
  readonly papers: PaperStore;
  readonly work: WorkStore;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly jobs: JobStore;
  readonly scan: CorpusScan;
  readonly keywordIndex: KeywordIndex;
  readonly vectorIndex: VectorIndex;
  readonly embedder: Embedder;
  readonly queue: EmbedQueue;
  readonly logger: Logger;
  readonly version: string;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
  readonly today: () => Date;
}

export interface ServicesAndUpkeep {
  readonly services: Services;
  readonly sync: IndexSync;
  readonly feeder: QueueFeeder;
  readonly indexBatch: IndexBatch;
}

/** Joins the use-cases to each other over one set of ports. */
export function createServices(ports: Ports): ServicesAndUpkeep {
  const fingerprint = formatFingerprint(ports.embedder.model);
  const sync = createIndexSync(ports);
  const feeder = createQueueFeeder({ ...ports, fingerprint });
  const upkeep = { syncText: sync.syncText, syncVectors: sync.syncVectors, feedQueue: feeder.feed };
  const ranking = { matchFilter: createMatchFilter(ports), rankByMeaning: createRankByMeaning(ports) };
  const services: Services = {
    acceptPapers: createAcceptPapers({
      ...ports,
      ...upkeep,
      dimensions: ports.embedder.model.dimensions,
      now: ports.today,
    }),
    searchPapers: createSearchPapers({ ...ports, ...ranking }),
    findSimilar: createFindSimilar({ ...ports, ...ranking }),
    recommendPapers: createRecommendPapers({ ...ports, ...ranking }),
    waitForJob: createWaitForJob(ports.jobs, sync.syncVectors),
    ...createManagePapers({ ...ports, ...upkeep }),
    ...createReportStatus(ports),
  };
  return { services, sync, feeder, indexBatch: createIndexBatch({ ...ports, ...upkeep, fingerprint }) };
}
