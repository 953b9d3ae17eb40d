import { createElement, findPart } from "../shared/elements.js";
import { changeJob, fetchFailures } from "./ingest-client.js";
import { hasEnded, type PageJob, type PageJobState } from "./ingest-types.js";
import { createJobCard, type JobCard } from "./job-card.js";
import { nameJob } from "./job-names.js";

export interface ListedJob {
  readonly card: JobCard;
  readonly item: HTMLElement;
  state: PageJobState;
  /** Its events update it: an older answer for the list must not overwrite them. */
  isFollowed: boolean;
}

export interface JobList {
  /** Newest first; jobs that are already shown keep their cards. */
  showAll(jobs: readonly PageJob[]): void;
  /** Puts a new job first and focuses it; the caller follows it from then on. */
  begin(job: PageJob): ListedJob;
  /** Whether the state of a job may change. */
  isBusy(): boolean;
}

const maxFailures = 100;

export function createJobList(): JobList {
  const list = findPart("jobs", HTMLOListElement);
  const { signal } = new AbortController();
  const listed = new Map<string, ListedJob>();
  const show = (job: PageJob): ListedJob => {
    const entry = listed.get(job.id) ?? add(job);
    entry.card.show(job);
    entry.state = job.state;
    return entry;
  };
  const add = (job: PageJob): ListedJob => {
    const card = createJobCard(job, nameJob(job.id), {
      onAct: async (action) => void show(await changeJob(job.id, action, signal)),
      loadFailures: () => fetchFailures(job.id, maxFailures, signal),
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
    isBusy: () => [...listed.values()].some(({ state, isFollowed }) => isFollowed || !hasEnded(state)),
  };
}
