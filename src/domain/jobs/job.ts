import { z } from "zod";
import { fieldChangesSchema } from "../records/field-changes.js";
import { formatNames } from "../sources/paper-format.js";
import { jobStates } from "./job-state.js";

export { isJobEnded, type JobState } from "./job-state.js";

export const jobStateSchema = z.enum(jobStates);

/** Which of several running jobs is embedded first; jobs of low priority progress more slowly. */
export const jobPriorities = ["high", "normal", "low"] as const;
export const jobPrioritySchema = z.enum(jobPriorities);
export type JobPriority = (typeof jobPriorities)[number];

export const jobCountsSchema = z.object({
  total: z.number().int().describe("Records sent: accepted + merged + unchanged + rejected"),
  accepted: z.number().int().describe("New or changed papers, which are stored and found by keyword"),
  merged: z
    .number()
    .int()
    .describe("Records that completed or changed a paper of the same job, or one that is stored under another id"),
  unchanged: z.number().int().describe("Records that said nothing new"),
  embedded: z.number().int().describe("Accepted papers that have a vector and are found by meaning"),
  failed: z.number().int().describe("Rejected papers, and accepted papers that could not be embedded"),
});
export type JobCounts = z.output<typeof jobCountsSchema>;

export const jobSchema = z.object({
  id: z.string(),
  name: z
    .string()
    .optional()
    .describe("The file, the network source or the first title that its papers came from, if it is known"),
  format: z.enum(formatNames).optional().describe("The format of what its papers came from, if it is known"),
  state: jobStateSchema,
  priority: jobPrioritySchema.describe("Priority of its papers over those of other jobs"),
  counts: jobCountsSchema,
  changes: fieldChangesSchema,
  notices: z.number().int().optional().describe("Number of notices on its records, if there are any"),
  createdAt: z.string(),
  finishedAt: z.string().optional(),
  papersPerSecond: z
    .number()
    .optional()
    .describe("Papers embedded per second: the recent rate while the job is active, the mean rate once it has ended"),
  etaSeconds: z
    .number()
    .optional()
    .describe("Seconds until the last vector is stored, at the recent rate, which active jobs share"),
});
export type Job = z.output<typeof jobSchema>;

export const jobFailureSchema = z.object({
  line: z.number().int().optional().describe("Line of the file, or position in the list, from 1"),
  id: z
    .string()
    .optional()
    .describe("Id of the paper, or what names the record: its key, DOI, title, or first author and year"),
  reason: z.string(),
});
export type JobFailure = z.output<typeof jobFailureSchema>;

export const jobActions = ["pause", "resume", "cancel", "retry"] as const;
export type JobAction = (typeof jobActions)[number];

export const jobAnswerSchema = z.object({ job: jobSchema });
export const jobsAnswerSchema = z.object({ jobs: z.array(jobSchema) });
export const jobFailuresAnswerSchema = z.object({ failures: z.array(jobFailureSchema) });

/**
 * Adds the rate and the remaining time to running jobs. Jobs of higher priority come first. Jobs of equal priority
 * share the workers paper by paper: when one ends, each of the others has had the same number of papers embedded, or
 * all.
 *
 * @param papersPerSecond the recent rate over all jobs; without it, nothing is added
 */
export function addProgress(jobs: readonly Job[], papersPerSecond: number | undefined): readonly Job[] {
  if (papersPerSecond === undefined) return jobs;
  const moving = jobs.filter(({ state }) => state === "active" || state === "waiting");
  const ahead = countAhead(moving.map((job) => ({ id: job.id, priority: job.priority, left: countLeft(job) })));
  return jobs.map((job) => {
    const papers = ahead.get(job.id);
    return {
      ...job,
      ...(job.state === "active" && { papersPerSecond: Number(papersPerSecond.toPrecision(3)) }),
      ...(papers !== undefined && { etaSeconds: Math.ceil(papers / papersPerSecond) }),
    };
  });
}

function countLeft({ counts: { accepted, embedded, failed } }: Job): number {
  return Math.max(0, accepted - embedded - failed);
}

interface LeftOfJob extends Pick<Job, "id" | "priority"> {
  readonly left: number;
}

/** For each unfinished job, the number of papers over all jobs that are embedded by the time it ends. */
function countAhead(jobs: readonly LeftOfJob[]): ReadonlyMap<string, number> {
  const ahead = new Map<string, number>();
  let before = 0;
  for (const priority of jobPriorities) {
    const equals = jobs.filter((job) => job.priority === priority && job.left > 0).sort((a, b) => a.left - b.left);
    // Earlier jobs are done by then, and as many papers of each later job are embedded.
    let done = before;
    for (const [at, { id, left }] of equals.entries()) {
      ahead.set(id, done + left * (equals.length - at));
      done += left;
    }
    before = done;
  }
  return ahead;
}
