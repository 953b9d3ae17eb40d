import type { Client } from "@opensearch-project/opensearch";
import type { JobFailure } from "../../../domain/jobs/job.js";
import type { PaperState } from "../../../domain/paper/paper-state.js";
import { runBulk, throwRefusal } from "../run-bulk.js";

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

/** What the jobs, which are stored elsewhere, need of the papers. */
export function createJobPapers(place: PapersPlace): OpenSearchJobPapers {
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

const papersAtOnce = 2_000;

/** These papers have no vector, so a part of a document can be changed: vectors are not in the source, and would be lost. */
const moves = {
  cancel: { from: ["waiting"], script: "ctx._source.state = 'withheld'; ctx._source.remove('awaits')" },
  retry: {
    from: ["failed", "withheld"],
    script:
      "ctx._source.state = 'waiting'; ctx._source.kept.remove('failure'); " +
      "ctx._source.awaits = ctx._source.ordinal + '-' + ctx._source.kept.textHash",
  },
} as const;

function prepareSteer({ client, index, refresh }: PapersPlace): OpenSearchJobPapers["steer"] {
  return async (jobId, action, isCurrent) => {
    const { from, script } = moves[action];
    for (;;) {
      await refresh();
      const { body } = await client.search({
        index,
        body: {
          query: ofJob(jobId, from),
          sort: [{ ordinal: "asc" }],
          size: papersAtOnce,
          _source: false,
          seq_no_primary_term: true,
        },
      });
      const { hits } = body.hits;
      if (hits.length === 0 || !(await isCurrent())) return;
      // Those that have changed since are looked at again.
      throwRefusal(
        await runBulk(
          client,
          hits.map(({ _id, _seq_no, _primary_term }) => {
            const at = { seqNo: _seq_no!, primaryTerm: _primary_term! };
            return { kind: "update", index, id: _id!, at, script };
          }),
        ),
      );
    }
  };
}
