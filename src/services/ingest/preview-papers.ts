import { setTimeout as delay } from "node:timers/promises";
import { formatFingerprint } from "../../domain/models/model.js";
import { composeText } from "../../domain/paper/clean-paper.js";
import { estimateSpace, type Preview, type PreviewCounts, previewLimits } from "../../domain/ingest/preview.js";
import type { Job } from "../../domain/jobs/job.js";
import { createUnknownJobError } from "../../domain/jobs/unknown-job.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { OpenTrial, TrialStore } from "../../ports/ingest/trial-store.js";
import type { PaperStore, RejectedPaper } from "../../ports/paper/paper-store.js";
import { checkRecords, cutSlices, type PaperRecord } from "./check-records.js";
import { completeRecords } from "./complete-records.js";
import type { EmbeddingRate } from "./embedding-rate.js";

export interface PreviewPapersDeps {
  readonly papers: Pick<PaperStore, "countPapers">;
  readonly openTrial: OpenTrial;
  readonly embedder: Embedder;
  readonly embeddingRate: EmbeddingRate;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/** Reports what an import of the source would do, and stores nothing. */
export type PreviewPapers = (
  source: AsyncIterable<PaperRecord>,
  onSlice?: (counts: PreviewCounts) => void,
) => Promise<Preview>;

/**
 * If embedding has just started, waiting for its first batch gives a better rate than timing texts that compete with
 * it.
 */
const maxWaitMs = 5_000;
const pauseMs = 50;
/** Texts embedded to measure the rate: about half a second of work. */
const textsTimed = 16;

export function createPreviewPapers(deps: PreviewPapersDeps): PreviewPapers {
  return async (source, onSlice) => {
    const trial = deps.openTrial();
    try {
      const { id } = await trial.jobs.createJob(new Date(0));
      const found = { new: 0, characters: 0, titles: [] };
      for await (const slice of cutSlices(source)) {
        await trySlice(deps, { trial, jobId: id, found }, slice);
        if (onSlice) onSlice(countPapers(await readJob(trial, id), found));
      }
      return await summarize(deps, { trial, jobId: id, found });
    } finally {
      trial.close();
    }
  };
}

/** What is noted of new papers while the source is read. */
interface NewPapers {
  new: number;
  /** Of titles and abstracts. */
  characters: number;
  readonly titles: string[];
}

interface Trial {
  readonly trial: TrialStore;
  readonly jobId: string;
  readonly found: NewPapers;
}

/** Does what the import does with a slice. */
async function trySlice(
  { embedder }: PreviewPapersDeps,
  { trial, jobId, found }: Trial,
  slice: readonly PaperRecord[],
): Promise<void> {
  const { model } = embedder;
  const space = { dimensions: model.dimensions, fingerprint: formatFingerprint(model) };
  const { papers, rejected } = checkRecords(await completeRecords(trial.papers, slice), space);
  const { outcomes } = await trial.papers.savePapers({ jobId, papers, rejected });
  for (const [at, { outcome }] of outcomes.entries()) {
    if (outcome !== "added") continue;
    const { paper } = papers[at]!;
    found.new += 1;
    found.characters += composeText(paper).length;
    if (found.titles.length < previewLimits.titles) found.titles.push(paper.title);
  }
}

async function readJob({ jobs }: TrialStore, id: string): Promise<Job> {
  const job = await jobs.readJob(id);
  if (!job) throw createUnknownJobError(id);
  return job;
}

function countPapers({ counts }: Job, found: NewPapers): PreviewCounts {
  const { total, accepted, merged, unchanged, failed } = counts;
  return { total, accepted, new: found.new, merged, unchanged, failed };
}

async function summarize(deps: PreviewPapersDeps, { trial, jobId, found }: Trial): Promise<Preview> {
  const job = await readJob(trial, jobId);
  const counts = countPapers(job, found);
  const papers = await trial.countWaiting(jobId);
  const texts = (await trial.work.listWaiting(jobId, textsTimed)).map(({ text }) => text);
  const { waiting } = await deps.papers.countPapers();
  const rate = await readRate(deps, { texts, isBusy: waiting > 0 });
  const { dimensions } = deps.embedder.model;
  return {
    counts,
    titles: found.titles,
    rejected: await listRejected(trial, jobId),
    changes: job.changes,
    notices: [...(await trial.notices.listNotices(jobId, previewLimits.notices))],
    embedding: {
      papers,
      waiting,
      ...(rate && {
        papersPerSecond: rate.papersPerSecond,
        rateSource: rate.source,
        seconds: Math.ceil((papers + waiting) / rate.papersPerSecond),
      }),
    },
    space: estimateSpace({ count: found.new, characters: found.characters }, dimensions),
  };
}

/** All failures of a trial are rejected records, which have a line. */
async function listRejected({ jobs }: TrialStore, jobId: string): Promise<RejectedPaper[]> {
  const failures = await jobs.listFailures(jobId, previewLimits.rejected);
  return failures.map(({ line = 0, id, reason }) => ({ line, ...(id !== undefined && { id }), reason }));
}

interface Rate {
  readonly papersPerSecond: number;
  readonly source: "recent" | "timed";
}

/** Prefers the rate of recent embedding, which covers all workers on all machines. */
async function readRate(
  deps: PreviewPapersDeps,
  { texts, isBusy }: { readonly texts: readonly string[]; readonly isBusy: boolean },
): Promise<Rate | undefined> {
  const waitsUntil = deps.now() + (isBusy ? maxWaitMs : 0);
  while (deps.embeddingRate.recent === undefined && deps.embeddingRate.isActive && deps.now() < waitsUntil)
    await delay(pauseMs);
  const { recent } = deps.embeddingRate;
  if (recent !== undefined) return { papersPerSecond: round(recent), source: "recent" };
  try {
    return texts.length > 0 ? { papersPerSecond: round(await timeTexts(deps, texts)), source: "timed" } : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return undefined;
    throw error;
  }
}

/** The first text includes the loading of the model, so it is not timed unless it is the only one. */
async function timeTexts(
  { embedder, now }: PreviewPapersDeps,
  [first = "", ...rest]: readonly string[],
): Promise<number> {
  await embedder.embedDocuments([first]);
  const texts = rest.length > 0 ? rest : [first];
  const startedAt = now();
  await embedder.embedDocuments(texts);
  return texts.length / (Math.max(1, now() - startedAt) / 1000);
}

/** Rounds to the precision of such a measurement. */
function round(rate: number): number {
  return Number(rate.toPrecision(3));
}
