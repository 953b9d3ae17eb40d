import type { Client } from "@opensearch-project/opensearch";
import type { JobFailure } from "../../../domain/jobs/job.js";
import type { PaperState } from "../../../domain/paper/paper-state.js";
import type { PaperDocument, PaperDocuments, StoredDocument } from "../paper-documents.js";
import { throwRefusal } from "../run-bulk.js";

/** The papers of one job. */
interface JobPaperCounts {
  readonly waiting: number;
  readonly embedded: number;
  readonly failed: number;
  readonly own: number;
}

export interface OpenSearchJobPapers {
  count(jobIds: readonly string[]): Promise<ReadonlyMap<string, JobPaperCounts>>;
  listFailed(jobId: string, limit: number): Promise<readonly JobFailure[]>;
  steer(jobId: string, action: "cancel" | "retry", isCurrent: () => Promise<boolean>): Promise<void>;
}

export interface PapersPlace {
  readonly client: Client;
  /** The papers. */
  readonly index: string;
  /** Makes everything written so far visible to searches. */
  readonly refresh: () => Promise<void>;
}

export interface JobPapersOptions extends PapersPlace {
  readonly documents: Pick<PaperDocuments, "read" | "write">;
}

/** What the jobs, which are stored elsewhere, need of the papers. */
export function createJobPapers(place: JobPapersOptions): OpenSearchJobPapers {
  const { client, index, refresh } = place;
  return {
    count: prepareCount(place),
    async listFailed(jobId, limit) {
      await refresh();
      const { body } = await client.search({
        index,
        body: {
          query: ofJob(jobId, ["failed"]),
          sort: [{ ordinal: "asc" }],
          size: Math.min(limit, maxHits),
          _source: ["kept.paper.id", "kept.failure"],
        },
      });
      return body.hits.hits.map(({ _source }): JobFailure => {
        const { kept } = _source as unknown as FailedSource;
        return { id: kept.paper.id, reason: kept.failure ?? "unknown" };
      });
    },
    steer: prepareSteer(place),
  };
}

interface FailedSource {
  readonly kept: { readonly paper: { readonly id: string }; readonly failure?: string };
}

/** Of one answer. */
export const maxHits = 10_000;

function ofJob(job: string, states: readonly PaperState[]) {
  return { bool: { filter: [{ term: { job } }, { terms: { state: [...states] } }] } };
}

function prepareCount({ client, index, refresh }: PapersPlace): OpenSearchJobPapers["count"] {
  const isOwn = { term: { joined: false } };
  const filters = {
    waiting: { term: { state: "waiting" } },
    embedded: { bool: { filter: [{ term: { state: "embedded" } }, isOwn] } },
    failed: { term: { state: "failed" } },
    own: isOwn,
  };
  return async (jobIds) => {
    if (jobIds.length === 0) return new Map();
    await refresh();
    const { body } = await client.search({
      index,
      body: {
        size: 0,
        query: { terms: { job: [...jobIds] } },
        aggs: { jobs: { terms: { field: "job", size: jobIds.length }, aggs: { states: { filters: { filters } } } } },
      } as object,
    });
    const { buckets } = body.aggregations!["jobs"] as unknown as { readonly buckets: readonly JobBucket[] };
    return new Map(
      buckets.map(({ key, states: { buckets: counted } }) => {
        const { waiting, embedded, failed, own } = counted;
        const counts = { waiting: waiting.doc_count, embedded: embedded.doc_count, failed: failed.doc_count };
        return [key, { ...counts, own: own.doc_count }];
      }),
    );
  };
}

interface JobBucket {
  readonly key: string;
  readonly states: {
    readonly buckets: Readonly<Record<keyof JobPaperCounts, { readonly doc_count: number }>>;
  };
}

const papersAtOnce = 500;

const moves = {
  cancel: { from: ["waiting"], to: "withheld" },
  retry: { from: ["failed", "withheld"], to: "waiting" },
} as const satisfies Record<string, { readonly from: readonly PaperState[]; readonly to: PaperState }>;

/** Documents are written as a whole: the fields that are only searched are not in their source, and would be lost. */
function prepareSteer({ client, index, refresh, documents }: JobPapersOptions): OpenSearchJobPapers["steer"] {
  return async (jobId, action, isCurrent) => {
    const { from, to } = moves[action];
    const isLeft = ({ job, state }: PaperDocument) => job === jobId && from.some((known) => known === state);
    for (;;) {
      await refresh();
      const body = { query: ofJob(jobId, from), sort: [{ ordinal: "asc" }], size: papersAtOnce, _source: false };
      const { hits } = (await client.search({ index, body } as object)).body.hits;
      if (hits.length === 0) return;
      const found = [...(await documents.read(hits.map(({ _id: id }) => Number(id)))).values()];
      if (!(await isCurrent())) return;
      // Those that have changed since are looked at again.
      throwRefusal(await documents.write(found.filter(({ document }) => isLeft(document)).map((one) => move(one, to))));
    }
  };
}

function move({ at, document }: StoredDocument, state: PaperState): StoredDocument {
  const { failure: _failure, ...kept } = document.kept;
  return { at, document: { ...document, state, kept } };
}
