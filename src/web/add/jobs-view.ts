import { ApiProblem } from "../shared/api-client.js";
import { findPart } from "../shared/elements.js";
import { followJob } from "./follow-job.js";
import { fetchJobs } from "./ingest-client.js";
import type { PageJob } from "./ingest-types.js";
import { createJobList } from "./job-list.js";

export interface JobsView {
  /** Loads the list again. */
  refresh(): Promise<void>;
  /** Shows a new job, focuses it, and follows its events. */
  begin(job: PageJob): void;
}

export interface JobsEvents {
  readonly onProblem: (problem: unknown) => void;
  /** Called when a followed job ends. */
  readonly onEnd: (job: PageJob) => void;
}

const maxJobs = 20;
const busyPollMs = 2_000;
const idlePollMs = 15_000;

/** Loads the list now and then regularly: often while a job is running, and not while the page is hidden. */
export function createJobsView({ onProblem, onEnd }: JobsEvents): JobsView {
  const note = findPart("jobs-note", HTMLElement);
  const list = createJobList();
  const { signal } = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // An answer that was requested before a job began does not include it, and would move its card and the focus.
  let begun = 0;
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const before = begun;
      const jobs = await fetchJobs(maxJobs, signal);
      if (begun === before) {
        list.showAll(jobs);
        note.textContent = jobs.length === 0 ? "No jobs yet." : "";
      }
    } catch (error) {
      note.textContent = "The jobs could not be loaded.";
      if (error instanceof ApiProblem && error.status === 401) return onProblem(error);
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
      void follow(job, entry.card.show, signal)
        .then((last) => last && onEnd(last))
        .finally(() => {
          entry.isFollowed = false;
          void refresh();
        });
    },
  };
}

/** Resolves to the job as it ended; when the events fail, the list still updates the job. */
async function follow(job: PageJob, show: (job: PageJob) => void, signal: AbortSignal): Promise<PageJob | undefined> {
  let last: PageJob | undefined;
  const onJob = (next: PageJob) => {
    last = next;
    show(next);
  };
  await followJob(job.id, onJob, signal).catch(() => undefined);
  return last;
}
