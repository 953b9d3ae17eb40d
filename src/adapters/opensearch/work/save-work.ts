import { setTimeout as wait } from "node:timers/promises";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import type { FailedText, NewVector } from "../../../ports/ingest/work-store.js";
import type { Counters } from "../counters.js";
import type { PaperDocument, PaperDocuments, StoredDocument } from "../paper-documents.js";
import { throwRefusal } from "../run-bulk.js";
import type { WorkBatches, WorkJobs } from "./work-ledger.js";

export type WorkResult = NewVector | FailedText;

export interface SaveWorkOptions {
  readonly documents: PaperDocuments;
  readonly counters: Counters;
  readonly batches: WorkBatches;
  readonly jobs: WorkJobs;
  /** The model in use. */
  readonly readFingerprint: () => Promise<string | undefined>;
}

const attempts = 20;
const maxPauseMs = 50;

/**
 * Returns a function that keeps what became of texts. Papers are written first, one by one, then the batches, then the
 * jobs: whoever gets the results again, after a process has died between two of these, finds the papers done and does the
 * rest.
 */
export function prepareSaveWork(options: SaveWorkOptions): (results: readonly WorkResult[]) => Promise<void> {
  const { batches, jobs } = options;
  return async (results) => {
    const byPaper = new Map(results.map((result) => [result.ordinal, result]));
    const { changed, seen } = await savePapers(options, byPaper);
    await batches.take([...byPaper.values()]);
    await jobs.touch([...changed]);
    const given = await batches.list();
    // Only the last batches of a job can end it.
    await jobs.settle([...seen].filter((id) => !given.some(({ jobId }) => jobId === id)));
  };
}

interface SavedJobs {
  /** Jobs of papers that were written. */
  readonly changed: ReadonlySet<string>;
  /** Jobs of all papers that still exist. */
  readonly seen: ReadonlySet<string>;
}

async function savePapers(
  { documents, counters }: SaveWorkOptions,
  results: ReadonlyMap<Ordinal, WorkResult>,
): Promise<SavedJobs> {
  const [changed, seen] = [new Set<string>(), new Set<string>()];
  let left: readonly Ordinal[] = [...results.keys()];
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === attempts) throw new AppError("unavailable", "Others change these papers all the time: try again.");
    if (attempt > 0) await wait(Math.random() * maxPauseMs);
    const found = [...(await documents.read(left)).values()];
    for (const { document } of found) seen.add(document.job);
    // Not among them: removed papers, those with another text, and those that have their vector from an earlier delivery.
    const waiting = found.filter(({ document }) => awaits(document, results.get(document.ordinal)!));
    const embedded = waiting.filter(({ document }) => "vector" in results.get(document.ordinal)!);
    const written = await counters.useChanges(embedded.length, async (firstChange) => {
      const numbers = new Map(embedded.map(({ document }, place) => [document.ordinal, firstChange + place]));
      return documents.write(waiting.map((stored) => settle(stored, results, numbers)));
    });
    throwRefusal(written);
    for (const [place, { document }] of waiting.entries())
      if (written[place]?.kind === "done") changed.add(document.job);
    left = waiting.filter((_, place) => written[place]?.kind !== "done").map(({ document }) => document.ordinal);
  }
  return { changed, seen };
}

function awaits({ state, kept }: PaperDocument, { textHash }: WorkResult): boolean {
  return state === "waiting" && kept.textHash === textHash;
}

function settle(
  { document, at }: StoredDocument,
  results: ReadonlyMap<Ordinal, WorkResult>,
  numbers: ReadonlyMap<Ordinal, number>,
): StoredDocument {
  const result = results.get(document.ordinal)!;
  const { failure: _failure, ...kept } = document.kept;
  if ("vector" in result) {
    const vectorSeq = numbers.get(document.ordinal)!;
    return { at, document: { ...document, kept, state: "embedded", vector: result.vector, vectorSeq } };
  }
  return { at, document: { ...document, kept: { ...kept, failure: result.reason }, state: "failed" } };
}
