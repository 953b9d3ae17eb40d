import { useEffect, useMemo, useState } from "preact/hooks";
import { PaperkinError } from "../../../client/client-error.js";
import { isJobEnded } from "../../../domain/jobs/job-state.js";
import type { Job } from "../../../domain/jobs/job.js";
import { followJob } from "./follow-job.js";
import { jobCalls } from "./job-calls.js";

export interface ShownJobs {
  /** Newest first; undefined until the first answer. */
  readonly jobs: readonly Job[] | undefined;
  readonly hasFailed: boolean;
  /** The job that has just begun here, if it is to have the focus. */
  readonly newest: string | undefined;
}

export interface JobsKeeper {
  /** Loads the list again. */
  refresh(): void;
  /** Shows a new job first and follows its events; its card may take the focus. */
  begin(job: Job, options: { readonly isFocused: boolean }): void;
  /** Shows the answer to an action, unless the events of the job tell of it: an answer may come after later news. */
  answer(job: Job): void;
}

export interface JobsEvents {
  /** The server requires a key: nothing more is asked until `refresh`. */
  readonly onLocked: (problem: PaperkinError) => void;
  /** Called when a followed job ends. */
  readonly onEnd: (job: Job) => void;
}

const maxJobs = 20;
const busyPollMs = 2_000;
const idlePollMs = 15_000;

/** Loads the list of jobs now and then regularly: often while a job is running, and not while the page is hidden. */
export function useJobs(events: JobsEvents): readonly [ShownJobs, JobsKeeper] {
  const [shown, setShown] = useState<ShownJobs>({ jobs: undefined, hasFailed: false, newest: undefined });
  const keeper = useMemo(() => createKeeper(setShown, events), []);
  useEffect(() => keeper.start(), [keeper]);
  return [shown, keeper];
}

function createKeeper(show: (shown: ShownJobs) => void, { onLocked, onEnd }: JobsEvents) {
  let shown: ShownJobs = { jobs: undefined, hasFailed: false, newest: undefined };
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Its events update a followed job: an older answer for the list must not overwrite them.
  const followed = new Set<string>();
  let begun = 0;
  const set = (news: Partial<ShownJobs>) => show((shown = { ...shown, ...news }));
  const find = (id: string) => shown.jobs?.find((job) => job.id === id);
  const change = (job: Job) => set({ jobs: shown.jobs?.map((one) => (one.id === job.id ? job : one)) });
  const refresh = async () => {
    clearTimeout(timer);
    try {
      const before = begun;
      const jobs = await jobCalls.list({ limit: maxJobs });
      // An answer that was requested before a job began does not include it.
      if (begun === before)
        set({ jobs: jobs.map((job) => (followed.has(job.id) && find(job.id)) || job), hasFailed: false });
    } catch (error) {
      set({ hasFailed: true });
      if (error instanceof PaperkinError && error.status === 401) return onLocked(error);
    }
    clearTimeout(timer);
    const isBusy = followed.size > 0 || shown.jobs?.some(({ state }) => !isJobEnded(state));
    if (!document.hidden) timer = setTimeout(() => void refresh(), isBusy ? busyPollMs : idlePollMs);
  };
  const begin: JobsKeeper["begin"] = (job, { isFocused }) => {
    begun += 1;
    followed.add(job.id);
    set({
      jobs: [job, ...(shown.jobs ?? []).filter(({ id }) => id !== job.id)],
      newest: isFocused ? job.id : undefined,
      hasFailed: false,
    });
    // When the events fail, the list still updates the job.
    void followJob(job.id, change)
      .then(onEnd, () => undefined)
      .finally(() => {
        followed.delete(job.id);
        void refresh();
      });
  };
  const start = () => {
    const onVisible = () => void (document.hidden || refresh());
    document.addEventListener("visibilitychange", onVisible);
    void refresh();
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      clearTimeout(timer);
    };
  };
  const answer = (job: Job) => void (followed.has(job.id) || change(job));
  return { refresh: () => void refresh(), begin, answer, start };
}
