import { isJobEnded } from "../../domain/jobs/job-state.js";
import type { JobNotice } from "../../domain/jobs/notice.js";
import type { Job, JobAction, JobFailure, JobState } from "../../domain/jobs/job.js";
import { formatCount, formatDuration, formatPapers, formatRate } from "../../domain/text/amounts.js";
import { describeChanges } from "../../domain/records/describe-changes.js";
import { describeProblem } from "../shell/problem.js";
import { createButton, createElement } from "../shared/elements.js";
import { createFailureList, createNoticeList } from "./failure-list.js";
import { createListToggle } from "./job-list-toggle.js";

export interface JobCardEvents {
  /** Calls `show` with the result; the card shows a rejection. */
  readonly onAct: (action: JobAction) => Promise<void>;
  readonly loadFailures: () => Promise<readonly JobFailure[]>;
  readonly loadNotices: () => Promise<readonly JobNotice[]>;
}

export interface JobCard {
  readonly element: HTMLElement;
  show(job: Job): void;
  focus(): void;
}

const stateNames: Record<JobState, string> = {
  waiting: "Waiting",
  active: "Embedding",
  paused: "Paused",
  completed: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

const actionNames: Record<JobAction, string> = { pause: "Pause", resume: "Resume", cancel: "Cancel", retry: "Retry" };

/** One job, updated in place so that the keyboard focus stays where it is. */
export function createJobCard(job: Job, title: string, events: JobCardEvents): JobCard {
  const parts = createParts(title, job);
  const { element, actions, problem } = parts;
  let shown = job;
  const onProblem = (text: string) => void (problem.textContent = text);
  const failures = createListToggle({
    id: `failures-${job.id}`,
    className: "act failed",
    load: async () => createFailureList(await events.loadFailures(), shown.counts.failed),
    onProblem,
  });
  const notices = createListToggle({
    id: `notices-${job.id}`,
    className: "act",
    load: async () => createNoticeList(await events.loadNotices(), shown.notices ?? 0),
    onProblem,
  });
  const act = async (action: JobAction) => {
    onProblem("");
    try {
      await events.onAct(action);
    } catch (error) {
      onProblem(describeProblem(error));
    }
  };
  const buttons = (Object.keys(actionNames) as JobAction[]).map((action) => {
    const button = createButton(actionNames[action], () => void act(action), "act");
    button.dataset["action"] = action;
    return button;
  });
  actions.append(...buttons, notices.button, failures.button);
  element.append(notices.panel, failures.panel);
  const show = (next: Job) => {
    shown = next;
    showFacts(parts, next);
    const focused = document.activeElement;
    for (const button of buttons) button.hidden = !isOffered(button.dataset["action"] as JobAction, next);
    showCount(failures.button, next.counts.failed, "failed");
    showCount(notices.button, next.notices ?? 0, next.notices === 1 ? "notice" : "notices");
    // The pressed button may be hidden now, and would lose the focus.
    const hasLostFocus = focused instanceof HTMLElement && actions.contains(focused) && focused.hidden;
    if (hasLostFocus) (buttons.find(({ hidden }) => !hidden) ?? element).focus();
  };
  show(job);
  return { element, show, focus: () => element.focus() };
}

function isOffered(action: JobAction, { state, counts }: Job): boolean {
  if (action === "resume") return state === "paused";
  if (action === "pause") return state === "waiting" || state === "active";
  if (action === "cancel") return !isJobEnded(state);
  // A retry embeds papers that were not embedded; rejected records stay rejected.
  const rejected = counts.total - counts.accepted - counts.merged - counts.unchanged;
  return state === "cancelled" || (isJobEnded(state) && counts.failed > rejected);
}

function showCount(button: HTMLButtonElement, count: number, what: string): void {
  button.hidden = count === 0;
  button.textContent = `${formatCount(count)} ${what}`;
}

type Parts = ReturnType<typeof createParts>;

function createParts(title: string, { createdAt }: Job) {
  const name = createElement("h3", { className: "job-name", text: title });
  const state = createElement("span", { className: "job-state" });
  const started = createElement("time", {
    className: "job-time",
    text: new Date(createdAt).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" }),
    attributes: { datetime: createdAt },
  });
  const progress = createElement("progress", {
    className: "bar",
    attributes: { "aria-label": `Embedded papers of ${title}` },
  });
  const facts = createElement("p", { className: "job-facts" });
  const problem = createElement("p", { className: "job-problem", attributes: { role: "alert" } });
  const actions = createElement("div", { className: "job-actions" });
  const head = createElement("div", { className: "job-head" }, [name, state, started]);
  const element = createElement(
    "article",
    { className: "job", attributes: { "aria-label": `Job: ${title}`, tabindex: "-1" } },
    [head, progress, facts, actions, problem],
  );
  return { element, state, progress, facts, actions, problem };
}

function showFacts({ element, state, progress, facts }: Parts, job: Job): void {
  element.dataset["state"] = job.state;
  state.textContent = stateNames[job.state];
  progress.max = Math.max(1, job.counts.accepted);
  progress.value = job.counts.embedded;
  progress.hidden = isJobEnded(job.state);
  facts.textContent = (isJobEnded(job.state) ? describeEnd(job) : describeProgress(job)).join(" · ");
}

function describeProgress({ state, counts, papersPerSecond, etaSeconds }: Job): string[] {
  const done = `${formatCount(counts.embedded)} of ${formatCount(counts.accepted)} embedded`;
  const rate = papersPerSecond === undefined ? [] : [formatRate(papersPerSecond)];
  const left = etaSeconds === undefined ? [] : [`about ${formatDuration(etaSeconds)} left`];
  return state === "paused" ? [done] : [done, ...rate, ...left];
}

function describeEnd({ counts, changes, papersPerSecond }: Job): string[] {
  const { accepted, merged, unchanged, embedded } = counts;
  const changed = describeChanges(changes, "got");
  const result = embedded === accepted ? "all embedded" : `${formatCount(embedded)} embedded`;
  return [
    ...(accepted > 0 ? [`${formatPapers(accepted)} added or changed, ${result}`] : ["nothing new"]),
    ...(merged > 0 ? [`${formatCount(merged)} merged with another record of the same paper`] : []),
    ...(unchanged > 0 ? [`${formatCount(unchanged)} already in the library`] : []),
    ...(changed === "" ? [] : [changed]),
    ...(papersPerSecond === undefined ? [] : [formatRate(papersPerSecond)]),
  ];
}
