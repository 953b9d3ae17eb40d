import { ApiProblem } from "../shared/api-client.js";
import { findPart } from "../shared/elements.js";
import { followJob } from "./follow-job.js";
import { fetchJobs } from "./ingest-client.js";
import type { PageJob } from "./ingest-types.js";
import { createJobList } from "./job-list.js";

export interface JobsView {
  /** Asks for the list anew. */
  refresh(): Promise<void>;
  /** Shows a job that has just begun, gives it the focus, and follows it closely. */
  begin(job: PageJob): void;
}

export interface JobsEvents {
  readonly onProblem: (problem: unknown) => void;
  /** A job that was followed has come to an end. */
  readonly onEnd: (job: PageJob) => void;
}

const jobsShown = 20;
const busyPollMs = 2_000;
const idlePollMs = 15_000;

/** Asks for the list at once and from then on: often while a job moves, and not while nobody looks. */
export function createJobsView({ onProblem, onEnd }: JobsEvents): JobsView {
  const note = findPart("jobs-note", HTMLElement);
  const list = createJobList();
  const { signal } = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // An answer that was under way when a job began does not know it, and would move its card, and the focus away.
  let begun = 0;
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const before = begun;
      const jobs = await fetchJobs(jobsShown, signal);
      if (begun === before) {
        list.showAll(jobs);
        note.textContent = jobs.length === 0 ? "Nothing has been taken in yet." : "";
      }
    } catch (error) {
      note.textContent = "The list of jobs does not come just now.";
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

/** Gives the job as it ended; whatever keeps the events from coming, the list goes on telling of it. */
async function follow(job: PageJob, show: (job: PageJob) => void, signal: AbortSignal): Promise<PageJob | undefined> {
  let last: PageJob | undefined;
  const onJob = (next: PageJob) => {
    last = next;
    show(next);
  };
  await followJob(job.id, onJob, signal).catch(() => undefined);
  return last;
}
