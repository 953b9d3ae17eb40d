import { isJobEnded } from "../../domain/jobs/job-state.js";
import type { Job, JobAction, JobFailure, JobState } from "../../domain/jobs/job.js";
import { formatCount, formatDuration, formatRate } from "../../domain/text/amounts.js";
import { describeProblem } from "../shell/problem.js";
import { createButton, createElement } from "../shared/elements.js";
import { createFailureList } from "./failure-list.js";

export interface JobCardEvents {
  /** Calls `show` with the result; the card shows a rejection. */
  readonly onAct: (action: JobAction) => Promise<void>;
  readonly loadFailures: () => Promise<readonly JobFailure[]>;
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
  const { element, actions, problem, failuresButton } = parts;
  let shown = job;
  const act = async (action: JobAction) => {
    problem.textContent = "";
    try {
      await events.onAct(action);
    } catch (error) {
      problem.textContent = describeProblem(error);
    }
  };
  const buttons = (Object.keys(actionNames) as JobAction[]).map((action) => {
    const button = createButton(actionNames[action], () => void act(action), "act");
    button.dataset["action"] = action;
    return button;
  });
  actions.prepend(...buttons);
  failuresButton.addEventListener("click", () => void toggleFailures(parts, shown, events.loadFailures));
  const show = (next: Job) => {
    shown = next;
    showFacts(parts, next);
    const focused = document.activeElement;
    for (const button of buttons) button.hidden = !isOffered(button.dataset["action"] as JobAction, next);
    failuresButton.hidden = next.counts.failed === 0;
    failuresButton.textContent = `${formatCount(next.counts.failed)} failed`;
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
  const rejected = counts.total - counts.accepted - counts.unchanged;
  return state === "cancelled" || (isJobEnded(state) && counts.failed > rejected);
}

type Parts = ReturnType<typeof createParts>;

function createParts(title: string, { id, createdAt }: Job) {
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
  const failures = createElement("div", { className: "job-failures", attributes: { id: `failures-${id}` } });
  failures.hidden = true;
  const failuresButton = createElement("button", {
    className: "act failed",
    attributes: { type: "button", "aria-expanded": "false", "aria-controls": failures.id },
  });
  const actions = createElement("div", { className: "job-actions" }, [failuresButton]);
  const head = createElement("div", { className: "job-head" }, [name, state, started]);
  const element = createElement(
    "article",
    { className: "job", attributes: { "aria-label": `Job: ${title}`, tabindex: "-1" } },
    [head, progress, facts, actions, problem, failures],
  );
  return { element, state, progress, facts, actions, problem, failures, failuresButton };
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

function describeEnd({ counts, papersPerSecond }: Job): string[] {
  const { accepted, unchanged, embedded } = counts;
  const result = embedded === accepted ? "all embedded" : `${formatCount(embedded)} embedded`;
  return [
    ...(accepted > 0 ? [`${formatCount(accepted)} added, ${result}`] : ["nothing new"]),
    ...(unchanged > 0 ? [`${formatCount(unchanged)} already in the library`] : []),
    ...(papersPerSecond === undefined ? [] : [formatRate(papersPerSecond)]),
  ];
}

async function toggleFailures(
  { failures, failuresButton, problem }: Parts,
  { counts }: Job,
  load: JobCardEvents["loadFailures"],
): Promise<void> {
  const opens = failures.hidden;
  failures.hidden = !opens;
  failuresButton.setAttribute("aria-expanded", String(opens));
  if (!opens) return;
  problem.textContent = "";
  try {
    failures.replaceChildren(...createFailureList(await load(), counts.failed));
  } catch {
    problem.textContent = "The failures could not be loaded.";
  }
}
