import { randomUUID } from "node:crypto";
import { describeJob, type JobFacts } from "../../../domain/jobs/describe-job.js";
import { type JobNotice, maxJobNotices } from "../../../domain/jobs/notice.js";
import { reportSlice, type SliceNotice, type SliceReport } from "../../../domain/jobs/slice-report.js";
import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { composeText } from "../../../domain/paper/clean-paper.js";
import { sumChanges } from "../../../domain/records/field-changes.js";
import type { OpenTrial, TrialStore } from "../../../ports/ingest/trial-store.js";
import type { RejectedPaper } from "../../../ports/paper/paper-store.js";
import { listIdNames, pickById } from "./find-papers.js";
import type { SliceView } from "./slice-view.js";

export interface TrialOptions {
  /** Shows stored papers as records change them; only the trial sees it. */
  readonly createView: () => SliceView;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Trials take records in as the store does, in a view of the papers that they meet; nothing is written. */
export function createOpenSearchTrials({ createView, now }: TrialOptions): OpenTrial {
  return () => {
    const view = createView();
    const jobs = createTrialJobs(now);
    const listWaiting = (jobId: string) =>
      Array.from(view.papers.values(), ({ document }) => document)
        .filter(({ state, job }) => state === "waiting" && job === jobId)
        .toSorted((one, other) => one.ordinal - other.ordinal);
    return {
      papers: {
        async savePapers({ jobId, papers, rejected }) {
          const job = { jobId, createdAt: jobs.read(jobId).createdAt, now: now() };
          await view.load(papers);
          const saved = papers.map((record) => ({ record, taken: view.take(record, job).taken }));
          const report = reportSlice(jobId, saved);
          jobs.add(report, rejected);
          const { accepted, merged, unchanged } = report.counts;
          return {
            accepted,
            merged,
            unchanged,
            outcomes: saved.map(({ taken: { id, outcome } }) => ({ id, outcome })),
          };
        },
        async findPaper(id) {
          const names = listIdNames(id);
          await view.loadNames(names);
          const found = pickById(names.map((name) => view.listHolders(name)));
          if (!found) return undefined;
          const { ordinal, kept } = found.document;
          return { ordinal, paper: kept.paper, contentHash: kept.contentHash };
        },
      },
      jobs: jobs.store,
      notices: { listNotices: async (id, limit) => jobs.listNotices(id).slice(0, limit) },
      work: {
        async listWaiting(jobId, limit) {
          const waiting = listWaiting(jobId).slice(0, limit);
          return waiting.map(({ ordinal, kept: { paper, textHash } }) => ({
            ordinal,
            textHash,
            text: composeText(paper),
          }));
        },
      },
      countWaiting: async (jobId) => listWaiting(jobId).length,
      close: () => undefined,
    };
  };
}

interface TrialJob extends JobFacts {
  readonly rejections: readonly RejectedPaper[];
  readonly told: readonly JobNotice[];
}

const nothingDone = {
  control: "run",
  sealed: false,
  waits: false,
  changes: {},
  notices: 0,
  rejections: [],
  told: [],
  accepted: 0,
  merged: 0,
  unchanged: 0,
  rejected: 0,
  embedded: 0,
  failed: 0,
} as const;

function createTrialJobs(now: () => number) {
  const jobs = new Map<string, TrialJob>();
  const read = (id: string): TrialJob => {
    const job = jobs.get(id);
    if (!job) throw createUnknownJobError(id);
    return job;
  };
  const store: TrialStore["jobs"] = {
    async createJob(createdAt, { priority = "normal", name, format } = {}) {
      const [id, time] = [randomUUID(), createdAt.getTime()];
      jobs.set(id, { ...nothingDone, id, name, format, priority, createdAt: time, updatedAt: time });
      return describeJob(read(id));
    },
    async readJob(id) {
      const job = jobs.get(id);
      return job && describeJob(job);
    },
    async listFailures(id, limit) {
      const rejections = (jobs.get(id)?.rejections ?? []).toSorted((one, other) => one.line - other.line);
      return rejections.slice(0, limit);
    },
  };
  return {
    read,
    store,
    listNotices: (id: string) => (jobs.get(id)?.told ?? []).toSorted(byLine),
    add: (report: SliceReport, rejected: readonly RejectedPaper[]) =>
      void jobs.set(report.jobId, { ...addSlice(read(report.jobId), report, rejected), updatedAt: now() }),
  };
}

function addSlice(
  job: TrialJob,
  { counts, changes, notices }: SliceReport,
  rejected: readonly RejectedPaper[],
): TrialJob {
  const told = [...job.told, ...notices.map(toNotice)].slice(0, maxJobNotices);
  return {
    ...job,
    accepted: job.accepted + counts.accepted,
    merged: job.merged + counts.merged,
    unchanged: job.unchanged + counts.unchanged,
    embedded: job.embedded + counts.embedded,
    failed: job.failed + counts.failed,
    rejected: job.rejected + rejected.length,
    rejections: [...job.rejections, ...rejected],
    changes: sumChanges([job.changes, changes]),
    told,
    notices: told.length,
  };
}

function toNotice({ line, key, ...notice }: SliceNotice): JobNotice {
  return { ...(line !== null && { line }), ...(key !== null && { key }), ...notice };
}

/** Those without a line come first, as in a store. */
function byLine({ line: one = 0 }: JobNotice, { line: other = 0 }: JobNotice): number {
  return one - other;
}
