import type { Job } from "../../domain/jobs/job.js";
import { cleanPaper } from "../../domain/paper/clean-paper.js";
import { parseReplacement, patchFields } from "../../domain/paper/edit-paper.js";
import { canonicalizeId } from "../../domain/paper/id.js";
import type { Paper, ParsedPaper } from "../../domain/paper/paper.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import { trustLevels } from "../../domain/records/trust.js";
import { AppError } from "../../errors.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";

export interface EditPapersDeps {
  readonly papers: PaperStore;
  readonly jobs: JobStore;
  readonly syncText: () => Promise<void>;
  readonly syncVectors: () => Promise<void>;
  readonly feedQueue: () => void;
  readonly now: () => Date;
}

export interface EditedPaper {
  /** As it is stored now. */
  readonly paper: Paper;
  /** The job of this one paper; it ends when the paper has its vector. */
  readonly job: Job;
}

export interface EditPapers {
  /**
   * Stores a whole paper under an id: fields that the input lacks are removed. `existed` says whether there was one.
   * Throws `bad_input`.
   */
  replacePaper(id: string, input: unknown): Promise<EditedPaper & { readonly existed: boolean }>;
  /** Applies a JSON merge patch (RFC 7396): `null` removes a field. Throws `not_found` and `bad_input`. */
  patchPaper(id: string, patch: unknown): Promise<EditedPaper>;
}

/** Replaces and corrects single papers. Both resolve when the paper is durable and both indexes follow. */
export function createEditPapers(deps: EditPapersDeps): EditPapers {
  const { papers } = deps;
  return {
    async replacePaper(id, input) {
      const stored = await papers.findPaper(id);
      const name = stored?.paper.id ?? canonicalizeId(id);
      const edited = await saveEdited(deps, parseReplacement(name, input), stored !== undefined);
      return { ...edited, existed: stored !== undefined };
    },
    async patchPaper(id, patch) {
      const stored = await papers.findPaper(id);
      if (!stored) throw createUnknownPaperError(id);
      return saveEdited(deps, patchFields(stored.paper, patch), true);
    },
  };
}

async function saveEdited(deps: EditPapersDeps, input: ParsedPaper, existed: boolean): Promise<EditedPaper> {
  const clean = cleanPaper(input, { readsId: false });
  if ("reason" in clean) throw new AppError("bad_input", `The paper is not valid: ${clean.reason}.`);
  const record = { ...clean, trust: trustLevels.own, ...(existed && { replaces: true as const }) };
  const { id: jobId } = await deps.jobs.createJob(deps.now());
  try {
    const { outcomes } = await deps.papers.savePapers({ jobId, papers: [record], rejected: [] });
    await Promise.all([deps.syncText(), deps.syncVectors()]);
    await deps.jobs.sealJob(jobId);
    const stored = await deps.papers.findPaper(outcomes[0]?.id ?? record.paper.id);
    const job = await deps.jobs.readJob(jobId);
    if (!stored || !job) throw createUnknownPaperError(record.paper.id);
    return { paper: stored.paper, job };
  } finally {
    // Sealing again changes nothing; a job that failed must not stay open.
    await deps.jobs.sealJob(jobId);
    deps.feedQueue();
  }
}
