import { setTimeout as wait } from "node:timers/promises";
import { reportSlice } from "../../../domain/jobs/slice-report.js";
import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import type { TakenIn } from "../../../domain/records/take-in.js";
import { AppError } from "../../../errors.js";
import type { JobLedger } from "../../../ports/jobs/job-ledger.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { TakenJob } from "./change-document.js";
import { saveRound, type SaveDeps } from "./save-round.js";
import type { ClaimSettler } from "./settle-claims.js";

export interface SaveSliceDeps extends SaveDeps {
  readonly ledger: JobLedger;
  readonly createClaimSettler: () => ClaimSettler;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** A call that meets other writers for so long ends; rounds follow one another after up to twice as long a wait. */
const maxMs = 120_000;
const waitMs = { first: 20, longest: 640 } as const;

export function createSavePapers(deps: SaveSliceDeps): PaperStore["savePapers"] {
  return async ({ jobId, papers, rejected }) => {
    const job = { jobId, createdAt: await deps.ledger.readCreatedAt(jobId), now: deps.now() };
    const taken: TakenIn[] = [];
    const report = () => {
      const stored = papers.flatMap((record, at) => (taken[at] ? [{ record, taken: taken[at] }] : []));
      return reportSlice(jobId, stored);
    };
    try {
      await saveAll(deps, { papers, job, taken });
    } catch (error) {
      // What is stored is counted, whatever became of the rest.
      if (taken.length > 0) await deps.ledger.addSlice(report(), []);
      throw error;
    }
    const added = report();
    await deps.ledger.addSlice(added, rejected);
    const { accepted, merged, unchanged } = added.counts;
    return { accepted, merged, unchanged, outcomes: taken.map(({ id, outcome }) => ({ id, outcome })) };
  };
}

interface Saving {
  readonly papers: readonly CleanPaper[];
  readonly job: TakenJob;
  /** Gets what became of each paper, at its place. */
  readonly taken: TakenIn[];
}

async function saveAll(deps: SaveSliceDeps, { papers, job, taken }: Saving): Promise<void> {
  const claims = deps.createClaimSettler();
  const startedAt = performance.now();
  let left = [...papers.keys()];
  for (let round = 0; left.length > 0; round += 1) {
    if (round > 0) await pause(round, startedAt);
    const records = left.map((at) => papers[at]!);
    const { saved, error } = await saveRound(deps, { records, job, claims });
    for (const [place, outcome] of saved) taken[left[place]!] = outcome;
    if (error) throw error;
    left = left.filter((_, place) => !saved.has(place));
  }
}

/** Writers that meet wait for different times, so that one of them is first. */
async function pause(round: number, startedAt: number): Promise<void> {
  if (performance.now() - startedAt > maxMs)
    throw new AppError("unavailable", "Other requests are changing the same papers all the time: try again.");
  await wait(Math.random() * Math.min(waitMs.longest, waitMs.first * 2 ** round));
}
