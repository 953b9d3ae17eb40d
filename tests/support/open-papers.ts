import type { Client } from "@opensearch-project/opensearch";
import { createCounters } from "../../src/adapters/opensearch/counters.js";
import { createIndexes } from "../../src/adapters/opensearch/create-indexes.js";
import { createPaperDocuments, type PaperDocuments } from "../../src/adapters/opensearch/paper-documents.js";
import { createOpenSearchPapers } from "../../src/adapters/opensearch/paper/paper-store.js";
import { createRefresh } from "../../src/adapters/opensearch/refresh.js";
import { createUnknownJobError } from "../../src/domain/jobs/unknown-job.js";
import type { SliceReport } from "../../src/domain/jobs/slice-report.js";
import type { JobLedger } from "../../src/ports/jobs/job-ledger.js";
import type { PaperStore } from "../../src/ports/paper/paper-store.js";

/** The store of papers of one process, with jobs that are only counted. */
export interface OpenedPapers {
  readonly papers: PaperStore;
  readonly documents: PaperDocuments;
  readonly reports: readonly SliceReport[];
  readonly indexes: Awaited<ReturnType<typeof createIndexes>>["indexes"];
}

export interface OpenPapersOptions {
  readonly client: Client;
  readonly prefix: string;
  readonly claimLeaseMs?: number;
  /** Changes how documents are read and written, for a process that fails. */
  readonly wrap?: (documents: PaperDocuments) => PaperDocuments;
}

/** Opens what one of several processes has of a library. Its only job is `job`. */
export async function openPapers({ client, prefix, claimLeaseMs, wrap }: OpenPapersOptions): Promise<OpenedPapers> {
  const { indexes } = await createIndexes(client, { prefix, shards: 3, replicas: 0 });
  const made = createPaperDocuments(client, indexes.papers);
  const documents = wrap ? wrap(made) : made;
  const reports: SliceReport[] = [];
  const ledger: JobLedger = {
    async readCreatedAt(jobId) {
      if (jobId !== "job") throw createUnknownJobError(jobId);
      return 0;
    },
    async addSlice(report) {
      reports.push(report);
    },
    restartCounts: async () => undefined,
  };
  const { papers } = createOpenSearchPapers({
    client,
    indexes,
    documents,
    counters: createCounters(client, indexes.meta),
    refresh: createRefresh(client, indexes.papers),
    ledger,
    now: Date.now,
    ...(claimLeaseMs !== undefined && { claimLeaseMs }),
  });
  return { papers, documents, reports, indexes };
}
