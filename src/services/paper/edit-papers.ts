import type { Job } from "../../domain/jobs/job.js";
import { nameAfterPapers } from "../../domain/jobs/job-name.js";
import { cleanPaper } from "../../domain/paper/clean-paper.js";
import { parseNew, parseReplacement, patchFields } from "../../domain/paper/edit-paper.js";
import { canonicalizeId } from "../../domain/paper/id.js";
import type { Paper, ParsedPaper } from "../../domain/paper/paper.js";
import { createUnknownPaperError } from "../../domain/paper/unknown-paper.js";
import { trustLevels } from "../../domain/records/trust.js";
import { AppError } from "../../errors.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { CleanPaper, PaperStore } from "../../ports/paper/paper-store.js";

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
  return {
    async replacePaper(id, input) {
      let existed = false;
      const edited = await saveEdited(deps, id, (stored) => {
        existed = stored !== undefined;
        return stored ? parseReplacement(stored.id, input) : parseNew(canonicalizeId(id), input);
      });
      return { ...edited, existed };
    },
    patchPaper: (id, patch) =>
      saveEdited(deps, id, (stored) => {
        if (!stored) throw createUnknownPaperError(id);
        return patchFields(stored, patch);
      }),
  };
}

type Edit = (stored: Paper | undefined) => ParsedPaper;

/** Another request may change the paper between reading and writing; then the edit is applied to the new one. */
const maxAttempts = 5;

async function saveEdited(deps: EditPapersDeps, id: string, edit: Edit): Promise<EditedPaper> {
  const first = await prepareEdit(deps, id, edit);
  const { id: jobId } = await deps.jobs.createJob(deps.now(), { name: nameAfterPapers([first.paper]) });
  try {
    const paper = await saveRecord(deps, first, { jobId, id, edit });
    await Promise.all([deps.syncText(), deps.syncVectors()]);
    await deps.jobs.sealJob(jobId);
    const job = await deps.jobs.readJob(jobId);
    if (!job) throw new AppError("internal", `Job ${jobId} is missing.`);
    return { paper, job };
  } finally {
    // Sealing again changes nothing; a job that failed must not stay open.
    await deps.jobs.sealJob(jobId);
    deps.feedQueue();
  }
}

/** Throws `bad_input` for an edit that does not give a valid paper. */
async function prepareEdit({ papers }: EditPapersDeps, id: string, edit: Edit): Promise<CleanPaper> {
  const stored = await papers.findPaper(id);
  const clean = cleanPaper(edit(stored?.paper), { readsId: false });
  if ("reason" in clean) {
    const details = [{ path: "title", message: clean.reason }];
    throw new AppError("bad_input", `The paper is not valid: ${clean.reason}.`, { details });
  }
  return { ...clean, trust: trustLevels.own, replaces: stored ? { contentHash: stored.contentHash } : {} };
}

interface EditedRecord {
  readonly jobId: string;
  readonly id: string;
  readonly edit: Edit;
}

async function saveRecord(deps: EditPapersDeps, first: CleanPaper, { jobId, id, edit }: EditedRecord): Promise<Paper> {
  let record = first;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await deps.papers.savePapers({ jobId, papers: [record], rejected: [] });
      return record.paper;
    } catch (error) {
      const isStale = error instanceof AppError && error.code === "conflict";
      if (!isStale || attempt === maxAttempts) throw error;
      record = await prepareEdit(deps, id, edit);
    }
  }
}
