import { isJobEnded } from "../../domain/jobs/job-state.js";
import type { Job, JobState } from "../../domain/jobs/job.js";
import { jobCalls } from "./job-calls.js";
import { createElement, findPart } from "../shared/elements.js";
import { createJobCard, type JobCard } from "./job-card.js";
import { nameJob } from "./job-names.js";

export interface ListedJob {
  readonly card: JobCard;
  readonly item: HTMLElement;
  state: JobState;
  /** Its events update it: an older answer for the list must not overwrite them. */
  isFollowed: boolean;
}

export interface JobList {
  /** Newest first; jobs that are already shown keep their cards. */
  showAll(jobs: readonly Job[]): void;
  /** Puts a new job first and focuses it; the caller follows it from then on. */
  begin(job: Job): ListedJob;
  /** Whether the state of a job may change. */
  isBusy(): boolean;
}

const maxEntries = 100;

export function createJobList(): JobList {
  const list = findPart("jobs", HTMLOListElement);
  const listed = new Map<string, ListedJob>();
  const show = (job: Job): ListedJob => {
    const entry = listed.get(job.id) ?? add(job);
    entry.card.show(job);
    entry.state = job.state;
    return entry;
  };
  const add = (job: Job): ListedJob => {
    const card = createJobCard(job, nameJob(job.id), {
      onAct: async (action) => void show(await jobCalls[action](job.id)),
      loadFailures: () => jobCalls.failures(job.id, { limit: maxEntries }),
      loadNotices: () => jobCalls.notices(job.id, { limit: maxEntries }),
    });
    const entry = { card, item: createElement("li", {}, [card.element]), state: job.state, isFollowed: false };
    listed.set(job.id, entry);
    return entry;
  };
  return {
    showAll(jobs) {
      for (const [index, job] of jobs.entries()) {
        const known = listed.get(job.id);
        const { item } = known?.isFollowed ? known : show(job);
        if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
      }
    },
    begin(job) {
      const entry = show(job);
      entry.isFollowed = true;
      list.prepend(entry.item);
      entry.card.focus();
      return entry;
    },
    isBusy: () => [...listed.values()].some(({ state, isFollowed }) => isFollowed || !isJobEnded(state)),
  };
}
