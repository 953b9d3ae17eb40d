import { AppError } from "../../errors.js";
import type { FieldChanges } from "../records/field-changes.js";
import type { FormatName } from "../sources/paper-format.js";
import { isJobEnded, type Job, type JobAction, type JobPriority, type JobState } from "./job.js";

/** What a store knows of a job. Times are in milliseconds since 1970. */
export interface JobFacts {
  readonly id: string;
  readonly name?: string | undefined;
  readonly format?: FormatName | undefined;
  readonly priority: JobPriority;
  readonly control: "run" | "paused" | "cancelled";
  /** Whether no more papers will come. */
  readonly sealed: boolean;
  readonly accepted: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly embedded: number;
  /** Papers that could not be embedded. */
  readonly failed: number;
  /** Whether a paper of the job waits for its vector. */
  readonly waits: boolean;
  readonly changes: FieldChanges;
  readonly notices: number;
  readonly createdAt: number;
  /** When a count or the state last changed; for a job that has ended, when it ended. */
  readonly updatedAt: number;
}

export function describeJob(facts: JobFacts): Job {
  const { id, name, format, priority, accepted, merged, unchanged, rejected, embedded, failed } = facts;
  const state = deriveState(facts);
  const finishedAt = isJobEnded(state) ? facts.updatedAt : undefined;
  return {
    id,
    ...(name !== undefined && { name }),
    ...(format !== undefined && { format }),
    state,
    priority,
    counts: {
      total: accepted + merged + unchanged + rejected,
      accepted,
      merged,
      unchanged,
      embedded,
      failed: failed + rejected,
    },
    changes: facts.changes,
    ...(facts.notices > 0 && { notices: facts.notices }),
    createdAt: new Date(facts.createdAt).toISOString(),
    ...(finishedAt !== undefined && { finishedAt: new Date(finishedAt).toISOString() }),
    ...(finishedAt !== undefined && hasRate(facts) && { papersPerSecond: measureRate(facts) }),
  };
}

function deriveState(facts: JobFacts): JobState {
  const { control, sealed, waits, embedded, failed, rejected } = facts;
  if (control === "cancelled") return "cancelled";
  if (sealed && !waits) {
    const left = facts.accepted + facts.merged + facts.unchanged - failed;
    return left <= 0 && failed + rejected > 0 ? "failed" : "completed";
  }
  if (control === "paused") return "paused";
  return embedded + failed > 0 ? "active" : "waiting";
}

/** If the clock was set back in the meantime, no time seems to have passed. */
function hasRate({ embedded, createdAt, updatedAt }: JobFacts): boolean {
  return embedded > 0 && updatedAt > createdAt;
}

function measureRate({ embedded, createdAt, updatedAt }: JobFacts): number {
  const seconds = (updatedAt - createdAt) / 1000;
  return Number((embedded / seconds).toPrecision(3));
}

/** Throws `conflict` for an action that the state of a job does not allow. */
export function refuseUnfit(action: JobAction, { id, state }: Job): void {
  if (!isFit(action, state)) throw new AppError("conflict", `Job ${id} is ${state}: it cannot ${action}.`);
}

function isFit(action: JobAction, state: JobState): boolean {
  if (action === "retry") return isJobEnded(state);
  if (action === "resume") return state === "paused";
  return !isJobEnded(state);
}
