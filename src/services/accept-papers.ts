import type { z } from "zod";
import type { Job } from "../domain/job.js";
import type { SourceRecord } from "../domain/json-lines.js";
import { cleanPaper } from "../domain/paper-text.js";
import { paperInputSchema } from "../domain/paper.js";
import { normalizeVector } from "../domain/vector.js";
import { AppError } from "../errors.js";
import type { JobStore } from "../ports/job-store.js";
import type { CleanPaper, PaperStore, RejectedPaper } from "../ports/paper-store.js";
import { completeRecords } from "./complete-records.js";

export interface AcceptPapersDeps {
  readonly papers: PaperStore;
  readonly jobs: JobStore;
  /** Length of a vector that comes along with a paper. */
  readonly dimensions: number;
  /** Brings the keyword index up to date: what was accepted is found by its words. */
  readonly syncText: () => Promise<void>;
  /** Brings the vector index up to date, when vectors came along; whoever waits for the job waits for this too. */
  readonly syncVectors: () => Promise<void>;
  /** Puts papers that wait for a vector on the queue. */
  readonly feedQueue: () => void;
  readonly now: () => Date;
}

/** A record of the source, with the vector of the paper where the caller has it. */
export type PaperRecord = SourceRecord & { readonly vector?: Float32Array };

/** Keeps every good paper of the source, notes the others with their line, and gives the job that follows them. */
export type AcceptPapers = (source: AsyncIterable<PaperRecord>, onSlice?: (job: Job) => void) => Promise<Job>;

/** Papers kept in one transaction: a few milliseconds of work, so that answers to others are not held up. */
const sliceSize = 32;

export function createAcceptPapers(deps: AcceptPapersDeps): AcceptPapers {
  return async (source, onSlice) => {
    const { id } = await deps.jobs.createJob(deps.now());
    try {
      for await (const slice of cutSlices(source)) {
        await saveSlice(deps, id, slice);
        if (onSlice) onSlice(await readJob(deps.jobs, id));
      }
    } finally {
      await deps.jobs.sealJob(id);
      deps.feedQueue();
    }
    return readJob(deps.jobs, id);
  };
}

/** A source that breaks off half-way gives what came before as a last slice, and then its error. */
async function* cutSlices(source: AsyncIterable<PaperRecord>): AsyncGenerator<readonly PaperRecord[]> {
  let slice: PaperRecord[] = [];
  let broken: { readonly error: unknown } | undefined;
  try {
    for await (const record of source) {
      slice.push(record);
      if (slice.length < sliceSize) continue;
      yield slice;
      slice = [];
    }
  } catch (error) {
    broken = { error };
  }
  if (slice.length > 0) yield slice;
  if (broken) throw broken.error;
}

async function saveSlice(deps: AcceptPapersDeps, jobId: string, slice: readonly PaperRecord[]): Promise<void> {
  const whole = await completeRecords(deps.papers, slice);
  const checked = whole.map((record) => checkRecord(record, deps.dimensions));
  const papers = checked.filter((paper): paper is CleanPaper => !("reason" in paper));
  const rejected = checked.filter((paper): paper is RejectedPaper => "reason" in paper);
  const { accepted } = await deps.papers.savePapers({ jobId, papers, rejected });
  if (accepted === 0) return;
  await deps.syncText();
  // Not waited for: the change log keeps what the vector index has still to take in, so nothing piles up in memory.
  if (papers.some(({ vector }) => vector)) deps.syncVectors().catch(() => undefined);
  deps.feedQueue();
}

function checkRecord(record: PaperRecord, dimensions: number): CleanPaper | RejectedPaper {
  const { line } = record;
  if ("reason" in record) return { line, reason: record.reason };
  const parsed = paperInputSchema.safeParse(record.value);
  if (!parsed.success) return { line, ...readId(record.value), reason: formatIssues(parsed.error) };
  const cleaned = cleanPaper(parsed.data);
  if ("reason" in cleaned) return { line, ...readId(record.value), reason: cleaned.reason };
  if (!record.vector) return cleaned;
  const vector = record.vector.length === dimensions ? normalizeVector(record.vector) : undefined;
  if (vector) return { ...cleaned, vector };
  return { line, id: cleaned.paper.id, reason: `the vector is not ${dimensions} finite numbers` };
}

function readId(value: unknown): { id?: string } {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" && id.length <= 500 ? { id } : {};
}

function formatIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join("; ");
}

async function readJob(jobs: JobStore, id: string): Promise<Job> {
  const job = await jobs.readJob(id);
  if (!job) throw new AppError("internal", `Job ${id} vanished.`);
  return job;
}
