import { composeText } from "../../../domain/paper/clean-paper.js";
import type { PaperText } from "../../../domain/ingest/embed-batch.js";
import type { JobShare } from "../../../domain/jobs/fair-order.js";
import type { Paper } from "../../../domain/paper/paper.js";
import type { WorkStore } from "../../../ports/ingest/work-store.js";
import { nameAwaited, type PaperDocuments } from "../paper-documents.js";
import { maxHits, type OpenSearchJobPapers, type PapersPlace } from "./job-papers.js";
import { prepareSaveWork, type SaveWorkOptions } from "./save-work.js";

export interface WorkStoreOptions extends SaveWorkOptions {
  readonly place: PapersPlace;
  readonly jobPapers: Pick<OpenSearchJobPapers, "count">;
}

/** Papers wait in the index; which of them are given out, and what is known of their jobs, is stored elsewhere. */
export function createOpenSearchWorkStore(options: WorkStoreOptions): WorkStore {
  const { documents, batches } = options;
  const saveWork = prepareSaveWork(options);
  return {
    listJobShares: prepareListJobShares(options),
    listWaiting: prepareListWaiting(options),
    async assignBatch({ id, ordinals }) {
      const found = [...(await documents.read(ordinals)).values()];
      const papers = found.flatMap(({ document: { ordinal, state, job, kept } }) =>
        state === "waiting" ? [{ ordinal, textHash: kept.textHash, jobId: job }] : [],
      );
      return batches.give({ id, papers });
    },
    async listBatches() {
      const kept = await dropOutdated(options);
      return [...new Set(kept.map(({ batch }) => batch))];
    },
    releaseBatches: (ids) => batches.release(ids),
    async saveResults({ fingerprint, vectors, failures }) {
      if (fingerprint !== undefined && fingerprint !== (await options.readFingerprint())) return;
      await saveWork([...vectors, ...failures]);
    },
    async failBatch({ id, reason }) {
      const given = (await batches.list()).filter(({ batch }) => batch === id);
      await saveWork(given.map(({ ordinal, textHash }) => ({ ordinal, textHash, reason })));
    },
  };
}

type Given = Awaited<ReturnType<WorkStoreOptions["batches"]["list"]>>;

/** Papers that are given out and still wait with that text; the others, which have changed since, are taken out. */
async function dropOutdated({
  documents,
  batches,
}: {
  readonly documents: Pick<PaperDocuments, "readStates">;
  readonly batches: WorkStoreOptions["batches"];
}): Promise<Given> {
  const given = await batches.list();
  const found = await documents.readStates(given.map(({ ordinal }) => ordinal));
  const waits = ({ ordinal, textHash }: Given[number]) => {
    const paper = found.get(ordinal);
    return paper?.state === "waiting" && paper.textHash === textHash;
  };
  await batches.take(given.filter((paper) => !waits(paper)));
  return given.filter(waits);
}

/** For a query: papers that wait and are in no batch. */
function isFree(given: Given) {
  return {
    filter: [{ term: { state: "waiting" } }],
    must_not: [{ terms: { awaits: given.map(nameAwaited) } }],
  };
}

function prepareListJobShares({ place, jobPapers, jobs, batches }: WorkStoreOptions): WorkStore["listJobShares"] {
  const { client, index, refresh } = place;
  return async () => {
    await jobs.finishSteering();
    const given = await batches.list();
    await refresh();
    const aggs = { jobs: { terms: { field: "job", size: maxHits } } };
    const { body } = await client.search({ index, body: { size: 0, query: { bool: isFree(given) }, aggs } });
    const { buckets } = body.aggregations!["jobs"] as unknown as {
      readonly buckets: readonly { readonly key: string }[];
    };
    const ids = buckets.map(({ key }) => key);
    const [known, counts] = await Promise.all([jobs.describe(ids), jobPapers.count(ids)]);
    const batchesOf = (jobId: string) =>
      new Set(given.filter((paper) => paper.jobId === jobId).map(({ batch }) => batch)).size;
    return ids
      .flatMap((jobId) => {
        // The papers of a job that is lost still get their vectors, after those of the others.
        const { number, priority, isPaused } = known.get(jobId) ?? { ...lost };
        const { embedded = 0, failed = 0 } = counts.get(jobId) ?? {};
        const share: JobShare = { jobId, priority, batches: batchesOf(jobId), done: embedded + failed };
        return isPaused ? [] : [{ number, share }];
      })
      .sort((a, b) => a.number - b.number)
      .map(({ share }) => share);
  };
}

const lost = { number: Number.MAX_SAFE_INTEGER, priority: "normal", isPaused: false } as const;

interface TextSource {
  readonly ordinal: number;
  readonly kept: { readonly textHash: string; readonly paper: Pick<Paper, "title" | "abstract"> };
}

function prepareListWaiting({ place, batches }: WorkStoreOptions): WorkStore["listWaiting"] {
  const { client, index, refresh } = place;
  return async (jobId, limit) => {
    const { filter, ...rest } = isFree(await batches.list());
    await refresh();
    const { body } = await client.search({
      index,
      body: {
        query: { bool: { ...rest, filter: [...filter, { term: { job: jobId } }] } },
        sort: [{ ordinal: "asc" }],
        size: Math.min(limit, maxHits),
        _source: ["ordinal", "kept.textHash", "kept.paper.title", "kept.paper.abstract"],
      },
    });
    return body.hits.hits.map(({ _source }) => toPaperText(_source as unknown as TextSource));
  };
}

export function toPaperText({ ordinal, kept: { textHash, paper } }: TextSource): PaperText {
  return { ordinal, textHash, text: composeText(paper) };
}
