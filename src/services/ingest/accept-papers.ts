import type { RecordEntry } from "../../domain/collections/record-entry.js";
import type { Job, JobPriority } from "../../domain/jobs/job.js";
import type { FormatName } from "../../domain/sources/paper-format.js";
import { AppError } from "../../errors.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { PaperStore, SliceOutcome } from "../../ports/paper/paper-store.js";
import { checkRecords, cutSlices, type PaperRecord, type VectorSpace } from "./check-records.js";
import { completeRecords } from "./complete-records.js";

export interface AcceptPapersDeps extends VectorSpace {
  readonly papers: PaperStore;
  readonly jobs: JobStore;
  /** Brings the keyword index up to date, so that accepted papers are found by keyword. */
  readonly syncText: () => Promise<void>;
  /** Brings the vector index up to date if papers come with vectors; waiting for the job includes this. */
  readonly syncVectors: () => Promise<void>;
  /** Puts papers without a vector on the queue. */
  readonly feedQueue: () => void;
  readonly now: () => Date;
}

export interface AcceptPapersOptions {
  /** Normal by default. */
  readonly priority?: JobPriority | undefined;
  /** What the papers came from. */
  readonly name?: string | undefined;
  readonly format?: FormatName | undefined;
  /** Called after each stored slice. */
  readonly onSlice?: ((job: Job) => void) | undefined;
  /** Called with the papers of each stored slice, before the next one is read; if it throws, the import ends. */
  readonly onStored?: ((stored: readonly StoredRecord[]) => Promise<void>) | undefined;
}

/** A record that was stored, and the id of its paper. */
export interface StoredRecord {
  readonly id: string;
  readonly line?: number;
  readonly entry?: RecordEntry;
}

/**
 * Stores every valid paper of the source, records the others with their line, and resolves with the job that tracks
 * them.
 */
export type AcceptPapers = (source: AsyncIterable<PaperRecord>, options?: AcceptPapersOptions) => Promise<Job>;

export function createAcceptPapers(deps: AcceptPapersDeps): AcceptPapers {
  return async (source, { onSlice, onStored, ...about } = {}) => {
    const { id } = await deps.jobs.createJob(deps.now(), about);
    try {
      for await (const slice of cutSlices(source)) {
        const saved = await saveSlice(deps, id, slice);
        await onStored?.(listStored(saved));
        if (onSlice) onSlice(await readJob(deps.jobs, id));
      }
    } finally {
      await deps.jobs.sealJob(id);
      deps.feedQueue();
    }
    return readJob(deps.jobs, id);
  };
}

interface SavedSlice extends Pick<ReturnType<typeof checkRecords>, "papers"> {
  readonly outcomes: SliceOutcome["outcomes"];
}

async function saveSlice(deps: AcceptPapersDeps, jobId: string, slice: readonly PaperRecord[]): Promise<SavedSlice> {
  const whole = await completeRecords(deps.papers, slice);
  const { papers, rejected } = checkRecords(whole, deps);
  const { accepted, outcomes } = await deps.papers.savePapers({ jobId, papers, rejected });
  if (accepted === 0) return { papers, outcomes };
  await deps.syncText();
  // Not awaited: the change log records what the vector index has yet to apply, so memory use does not grow.
  if (papers.some(({ vector }) => vector)) deps.syncVectors().catch(() => undefined);
  deps.feedQueue();
  return { papers, outcomes };
}

function listStored({ papers, outcomes }: SavedSlice): StoredRecord[] {
  return papers.map(({ line, entry }, at) => ({
    id: outcomes[at]!.id,
    ...(line !== undefined && { line }),
    ...(entry && { entry }),
  }));
}

async function readJob(jobs: JobStore, id: string): Promise<Job> {
  const job = await jobs.readJob(id);
  if (!job) throw new AppError("internal", `Job ${id} is missing.`);
  return job;
}
