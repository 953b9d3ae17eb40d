import { refuseUnknownPaper } from "../../domain/paper/unknown-paper.js";
import { AppError } from "../../errors.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { Services } from "../services.js";

export interface ManagePapersDeps {
  readonly papers: PaperStore;
  readonly versions: Pick<PaperVersions, "listVersions">;
  readonly jobs: JobStore;
  readonly syncText: () => Promise<void>;
  readonly syncVectors: () => Promise<void>;
  readonly feedQueue: () => void;
}

type ManagePapers = Pick<
  Services,
  "readPaper" | "listVersions" | "listPapers" | "removePaper" | "readJob" | "listJobs" | "listFailures" | "changeJob"
>;

/** Reading and removing single papers, and steering jobs. */
export function createManagePapers({
  papers,
  versions,
  jobs,
  syncText,
  syncVectors,
  feedQueue,
}: ManagePapersDeps): ManagePapers {
  const findPaper = async (id: string) => {
    const found = await papers.findPaper(id);
    if (!found) throw refuseUnknownPaper(id);
    return found;
  };
  const readJob = async (id: string) => {
    const job = await jobs.readJob(id);
    if (!job) throw new AppError("not_found", `There is no job ${id}.`);
    return job;
  };
  return {
    readPaper: async (id) => (await findPaper(id)).paper,
    async listVersions(id) {
      const { ordinal } = await findPaper(id);
      return (await versions.listVersions([ordinal])).get(ordinal) ?? [];
    },
    listPapers: ({ cursor, limit }) => papers.listPapers({ limit, ...(cursor !== undefined && { cursor }) }),
    async removePaper(id) {
      if (!(await papers.removePaper(id))) throw refuseUnknownPaper(id);
      await Promise.all([syncText(), syncVectors()]);
    },
    readJob,
    listJobs: (limit) => jobs.listJobs(limit),
    async listFailures(id, limit) {
      await readJob(id);
      return jobs.listFailures(id, limit);
    },
    async changeJob(id, action) {
      const job = await jobs.changeState(id, action);
      feedQueue();
      return job;
    },
  };
}
