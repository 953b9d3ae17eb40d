import type { PaperText } from "../../src/domain/ingest/embed-batch.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import type { ChangeLog } from "../../src/ports/vectors/change-log.js";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import type { DuplicateStore } from "../../src/ports/duplicates/duplicate-store.js";
import type { OpenTrial } from "../../src/ports/ingest/trial-store.js";
import type { JobNotices } from "../../src/ports/jobs/job-notices.js";
import type { JobStore } from "../../src/ports/jobs/job-store.js";
import type { OtherModelStore } from "../../src/ports/models/other-model-store.js";
import type { CleanPaper, PaperStore, SliceOutcome } from "../../src/ports/paper/paper-store.js";
import type { PaperSets } from "../../src/ports/search/paper-sets.js";
import type { PaperVersions } from "../../src/ports/paper/paper-versions.js";
import type { SpreadReader } from "../../src/ports/vectors/vector-spread.js";
import type { VectorStore } from "../../src/ports/vectors/vector-store.js";
import type { WorkStore } from "../../src/ports/ingest/work-store.js";
import { makeCleanPaper } from "./clean-papers.js";

/** An empty store behind its ports; each port's contract needs the others to set up its states. */
export interface StoreUnderTest {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly work: WorkStore;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly jobs: JobStore;
  readonly duplicates: DuplicateStore;
  readonly otherModel: OtherModelStore;
  readonly notices: JobNotices;
  readonly openTrial: OpenTrial;
  openOtherSlot(): Pick<StoreUnderTest, "vectors" | "changes" | "duplicates">;
  openScan(): CorpusScan & SpreadReader;
  /** The sets of the scan's engine; by default those of the embedded one. */
  readonly sets?: PaperSets;
  /** Sets the store's clock, in milliseconds since 1970. */
  setTime(nowMs: number): void;
  close(): Promise<void>;
}

export type CreateStore = () => Promise<StoreUnderTest>;

export async function createJob({ jobs }: Pick<StoreUnderTest, "jobs">): Promise<string> {
  return (await jobs.createJob(new Date(0))).id;
}

/** Stores papers, in a new job unless one is given. */
export async function keepPapers(
  store: Pick<StoreUnderTest, "jobs" | "papers">,
  inputs: readonly PaperInput[],
  jobId?: string,
): Promise<SliceOutcome & { readonly jobId: string }> {
  const id = jobId ?? (await createJob(store));
  const papers = inputs.map((input) => makeCleanPaper(input));
  return { jobId: id, ...(await store.papers.savePapers({ jobId: id, papers, rejected: [] })) };
}

/** Stores papers in place of those with the same ids, without merging. */
export async function replacePapers(store: StoreUnderTest, inputs: readonly PaperInput[]): Promise<void> {
  const replace = async (clean: CleanPaper) => {
    const contentHash = (await store.papers.findPaper(clean.paper.id))?.contentHash;
    return { ...clean, replaces: contentHash === undefined ? {} : { contentHash } };
  };
  const papers = await Promise.all(inputs.map((input) => replace(makeCleanPaper(input))));
  await store.papers.savePapers({ jobId: await createJob(store), papers, rejected: [] });
}

/** Stores papers that include their vectors. */
export async function keepEmbedded(
  store: StoreUnderTest,
  papers: readonly (PaperInput & { readonly vector: readonly number[] })[],
): Promise<string> {
  const jobId = await createJob(store);
  const clean = papers.map(({ vector, ...input }) => makeCleanPaper(input, vector));
  await store.papers.savePapers({ jobId, papers: clean, rejected: [] });
  return jobId;
}

/** Waiting papers of any job that are in no batch, job by job, oldest first. */
export async function listWaiting({ work }: StoreUnderTest, limit = 1000): Promise<readonly PaperText[]> {
  const shares = await work.listJobShares();
  const texts = await Promise.all(shares.map(({ jobId }) => work.listWaiting(jobId, limit)));
  return texts.flat().slice(0, limit);
}

/** Gives every waiting paper the same vector, as an embed worker would. */
export async function embedWaiting(store: StoreUnderTest, vector: readonly number[] = [1, 0]): Promise<number> {
  const { work } = store;
  const waiting = await listWaiting(store);
  const vectors = waiting.map(({ ordinal, textHash }) => ({ ordinal, textHash, vector: Float32Array.from(vector) }));
  await work.saveResults({ vectors, failures: [] });
  return vectors.length;
}

export async function findOrdinal({ papers }: StoreUnderTest, id: string): Promise<number> {
  const found = await papers.findPaper(id);
  if (!found) throw new Error(`there is no paper ${id}`);
  return found.ordinal;
}

/** The ids of the papers with these ordinals, in the same order. */
export async function readIds(
  { papers }: StoreUnderTest,
  ordinals: readonly number[],
): Promise<(string | undefined)[]> {
  const found = await papers.readPapers(ordinals);
  return ordinals.map((ordinal) => found.get(ordinal)?.id);
}
