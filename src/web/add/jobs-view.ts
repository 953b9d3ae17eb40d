import { PaperkinError } from "../../client/client-error.js";
import type { Job } from "../../domain/jobs/job.js";
import { jobCalls } from "./job-calls.js";
import { findPart } from "../shared/elements.js";
import { followJob } from "./follow-job.js";
import { createJobList } from "./job-list.js";

export interface JobsView {
  /** Loads the list again. */
  refresh(): Promise<void>;
  /** Shows a new job, focuses it, and follows its events. */
  begin(job: Job): void;
}

export interface JobsEvents {
  readonly onProblem: (problem: unknown) => void;
  /** Called when a followed job ends. */
  readonly onEnd: (job: Job) => void;
}

const maxJobs = 20;
const busyPollMs = 2_000;
const idlePollMs = 15_000;

/** Loads the list now and then regularly: often while a job is running, and not while the page is hidden. */
export function createJobsView({ onProblem, onEnd }: JobsEvents): JobsView {
  const note = findPart("jobs-note", HTMLElement);
  const list = createJobList();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // An answer that was requested before a job began does not include it, and would move its card and the focus.
  let begun = 0;
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const before = begun;
      const jobs = await jobCalls.list({ limit: maxJobs });
      if (begun === before) {
        list.showAll(jobs);
        note.textContent = jobs.length === 0 ? "No jobs yet." : "";
      }
    } catch (error) {
      note.textContent = "The jobs could not be loaded.";
      if (error instanceof PaperkinError && error.status === 401) return onProblem(error);
    }
    if (!document.hidden) timer = setTimeout(() => void refresh(), list.isBusy() ? busyPollMs : idlePollMs);
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
  });
  return {
    refresh,
    begin(job) {
      begun += 1;
      note.textContent = "";
      const entry = list.begin(job);
      // When the events fail, the list still updates the job.
      void followJob(job.id, entry.card.show)
        .then(onEnd, () => undefined)
        .finally(() => {
          entry.isFollowed = false;
          void refresh();
        });
    },
  };
}
