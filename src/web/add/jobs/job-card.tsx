import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isJobEnded } from "../../../domain/jobs/job-state.js";
import type { Job, JobAction } from "../../../domain/jobs/job.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { describeProblem } from "../../shell/problem-view.js";
import { FailureList, NoticeList } from "../files/failure-list.js";
import { countRefused, describeFailures, describeJob, nameJob, stateNames } from "./describe-job.js";
import { jobCalls } from "./job-calls.js";
import { ListToggle } from "./list-toggle.js";

interface JobCardProps {
  readonly job: Job;
  /** Whether it has just begun here: then it takes the focus. */
  readonly isNew: boolean;
  readonly onChange: (job: Job) => void;
}

const actionNames: Record<JobAction, string> = { pause: "Pause", resume: "Resume", cancel: "Cancel", retry: "Retry" };
/** The API's limit. */
const maxEntries = 1_000;

/** One job, with what its state allows, and the lists of what failed and what was noticed. */
export function JobCard({ job, isNew, onChange }: JobCardProps) {
  const card = useRef<HTMLElement>(null);
  const [problem, setProblem] = useState("");
  const { list, toggle } = useList(job, setProblem);
  useEffect(() => {
    if (isNew) card.current?.focus();
  }, [isNew]);
  const title = nameJob(job);
  const { notices = 0 } = job;
  const { failed } = job.counts;
  return (
    <article class="job" data-state={job.state} aria-label={`Job: ${title}`} tabIndex={-1} ref={card}>
      <JobHead job={job} title={title} />
      <progress
        class="bar"
        aria-label={`Embedded papers of ${title}`}
        max={Math.max(1, job.counts.accepted)}
        value={job.counts.embedded}
        hidden={isJobEnded(job.state)}
      />
      <p class="job-facts">{describeJob(job).join(" · ")}</p>
      <div class="job-actions">
        <JobActions job={job} card={card} onChange={onChange} onProblem={setProblem} />
        {notices > 0 && (
          <ListToggle id={`list-${job.id}`} isOpen={list?.of === "notices"} onToggle={() => toggle("notices")}>
            {formatCount(notices)} {notices === 1 ? "notice" : "notices"}
          </ListToggle>
        )}
        {failed > 0 && (
          <ListToggle
            id={`list-${job.id}`}
            isOpen={list?.of === "failures"}
            onToggle={() => toggle("failures")}
            isFailed
          >
            {describeFailures(job.counts)}
          </ListToggle>
        )}
      </div>
      <p class="job-problem" role="alert">
        {problem}
      </p>
      <div class="job-failures" id={`list-${job.id}`} hidden={!list}>
        {list?.content}
      </div>
    </article>
  );
}

type ListName = "failures" | "notices";

/** The one of the lists that is open, asked for when it opens. */
function useList(job: Job, onProblem: (problem: string) => void) {
  const [list, setList] = useState<{ readonly of: ListName; readonly content: ComponentChildren }>();
  const toggle = (of: ListName) => {
    onProblem("");
    if (list?.of === of) return setList(undefined);
    setList({ of, content: <p class="list-more">Loading…</p> });
    loadList(of, job).then(
      (content) => setList((shown) => (shown?.of === of ? { of, content } : shown)),
      () => onProblem("The list could not be loaded."),
    );
  };
  return { list, toggle };
}

async function loadList(name: ListName, { id, format, counts, notices = 0 }: Job): Promise<ComponentChildren> {
  const query = { limit: maxEntries };
  if (name === "notices")
    return <NoticeList notices={await jobCalls.notices(id, query)} total={notices} format={format} />;
  return <FailureList failures={await jobCalls.failures(id, query)} total={counts.failed} format={format} />;
}

function JobHead({ job: { state, createdAt }, title }: { readonly job: Job; readonly title: string }) {
  return (
    <div class="job-head">
      <h3 class="job-name" dir="auto">
        {title}
      </h3>
      <span class="job-state">{stateNames[state]}</span>
      <time class="job-time" dateTime={createdAt}>
        {new Date(createdAt).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}
      </time>
    </div>
  );
}

interface JobActionsProps {
  readonly job: Job;
  readonly card: { readonly current: HTMLElement | null };
  readonly onChange: (job: Job) => void;
  readonly onProblem: (problem: string) => void;
}

function JobActions({ job, card, onChange, onProblem }: JobActionsProps) {
  const pressed = useRef(false);
  // The pressed button may be gone now, and with it the focus.
  useLayoutEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    if (document.activeElement && document.activeElement !== document.body) return;
    (card.current?.querySelector<HTMLElement>("[data-action]") ?? card.current)?.focus();
  }, [job.state]);
  const act = async (action: JobAction) => {
    onProblem("");
    // The news of the job may come before the answer.
    pressed.current = true;
    try {
      onChange(await jobCalls[action](job.id));
    } catch (error) {
      pressed.current = false;
      onProblem(describeProblem(error));
    }
  };
  return (
    <>
      {(Object.keys(actionNames) as JobAction[])
        .filter((action) => isOffered(action, job))
        .map((action) => (
          <button key={action} class="act" type="button" data-action={action} onClick={() => void act(action)}>
            {actionNames[action]}
          </button>
        ))}
    </>
  );
}

function isOffered(action: JobAction, { state, counts }: Job): boolean {
  if (action === "resume") return state === "paused";
  if (action === "pause") return state === "waiting" || state === "active";
  if (action === "cancel") return !isJobEnded(state);
  // A retry embeds papers that were not embedded.
  return state === "cancelled" || (isJobEnded(state) && counts.failed > countRefused(counts));
}
