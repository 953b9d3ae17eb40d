import { createOpenSearchChangeLog } from "../../adapters/opensearch/changes/change-log.js";
import { createRenumber } from "../../adapters/opensearch/changes/renumber-late.js";
import { type Counters, createCounters } from "../../adapters/opensearch/counters.js";
import { createPaperDocuments, type PaperDocuments } from "../../adapters/opensearch/paper-documents.js";
import { createOpenSearchDuplicateStore } from "../../adapters/opensearch/paper/duplicate-store.js";
import { createOpenSearchPapers } from "../../adapters/opensearch/paper/paper-store.js";
import { createOpenSearchPaperVersions } from "../../adapters/opensearch/paper/paper-versions.js";
import { createRefresh } from "../../adapters/opensearch/refresh.js";
import { createSearchFields } from "../../adapters/opensearch/search-fields.js";
import { createOpenSearchVectorStore } from "../../adapters/opensearch/vectors/vector-store.js";
import { createJobPapers } from "../../adapters/opensearch/work/job-papers.js";
import { createOpenSearchWorkStore } from "../../adapters/opensearch/work/work-store.js";
import { createRedisJobs } from "../../adapters/redis/jobs/create-jobs.js";
import { createGivenBatches } from "../../adapters/redis/jobs/given-batches.js";
import type { VenueNames } from "../../domain/venue/venue-names.js";
import type { DuplicateStore } from "../../ports/duplicates/duplicate-store.js";
import type { OpenTrial } from "../../ports/ingest/trial-store.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import type { JobNotices } from "../../ports/jobs/job-notices.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { ClusterConnections } from "./cluster-connections.js";

/** Papers in OpenSearch, and the jobs that brought them in Redis. */
export interface ClusterPapers {
  readonly documents: PaperDocuments;
  readonly counters: Counters;
  /** Makes everything written so far visible to searches. */
  readonly refresh: () => Promise<void>;
  readonly changes: ChangeLog;
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly vectors: VectorStore;
  readonly duplicates: DuplicateStore;
  readonly jobs: JobStore;
  readonly notices: JobNotices;
  readonly work: WorkStore;
  readonly openTrial: OpenTrial;
}

export interface ClusterPapersOptions {
  readonly venues: VenueNames;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

export function openClusterPapers(connections: ClusterConnections, options: ClusterPapersOptions): ClusterPapers {
  const { client, indexes, storeId, connection, transact, prefix } = connections;
  const { now } = options;
  const documents = createPaperDocuments(client, indexes.papers, createSearchFields(options.venues));
  const counters = createCounters(client, indexes.meta, { renumber: createRenumber({ client, indexes, documents }) });
  const refresh = createRefresh(client, indexes.papers);
  const place = { client, index: indexes.papers, refresh };
  const jobPapers = createJobPapers({ ...place, documents });
  const {
    jobs,
    notices,
    ledger,
    work: jobWork,
  } = createRedisJobs({
    connection,
    transact,
    prefix,
    papers: jobPapers,
    now,
  });
  const vectors = createOpenSearchVectorStore({ client, indexes, documents, refresh, ledger });
  const work = createOpenSearchWorkStore({
    place,
    documents,
    counters,
    jobPapers,
    batches: createGivenBatches(connection, prefix),
    jobs: jobWork,
    readFingerprint: vectors.readFingerprint,
  });
  return {
    documents,
    counters,
    refresh,
    changes: createOpenSearchChangeLog({ client, indexes, storeId, documents, counters }),
    ...createOpenSearchPapers({ client, indexes, documents, counters, refresh, ledger, now }),
    versions: createOpenSearchPaperVersions(documents),
    vectors,
    duplicates: createOpenSearchDuplicateStore({ client, indexes, documents }),
    jobs,
    notices,
    work,
  };
}
