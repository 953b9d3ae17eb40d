import { z } from "zod";

export const jobStateSchema = z.enum(["waiting", "active", "paused", "completed", "failed", "cancelled"]);
export type JobState = z.output<typeof jobStateSchema>;

export const jobCountsSchema = z.object({
  total: z.number().int().describe("Papers that were sent: accepted + unchanged + refused"),
  accepted: z.number().int().describe("New or changed papers: kept, and found by keyword"),
  unchanged: z.number().int().describe("Papers that were there already, as they are"),
  embedded: z.number().int().describe("Accepted papers whose vector is in: found by meaning"),
  failed: z.number().int().describe("Papers refused, and accepted papers that could not be embedded"),
});
export type JobCounts = z.output<typeof jobCountsSchema>;

export const jobSchema = z.object({
  id: z.string(),
  state: jobStateSchema,
  counts: jobCountsSchema,
  createdAt: z.string(),
  finishedAt: z.string().optional(),
  papersPerSecond: z
    .number()
    .optional()
    .describe("Papers embedded a second: lately, while the job is active; over its life, once it has ended"),
  etaSeconds: z
    .number()
    .optional()
    .describe("Seconds until the last vector is in, at the rate of late; papers of earlier jobs come first"),
});
export type Job = z.output<typeof jobSchema>;

export const jobFailureSchema = z.object({
  line: z.number().int().optional().describe("Line of the file, or position in the list, from 1"),
  id: z.string().optional(),
  reason: z.string(),
});
export type JobFailure = z.output<typeof jobFailureSchema>;

export const jobActions = ["pause", "resume", "cancel", "retry"] as const;
export type JobAction = (typeof jobActions)[number];

export const jobAnswerSchema = z.object({ job: jobSchema });
export const jobsAnswerSchema = z.object({ jobs: z.array(jobSchema) });
export const jobFailuresAnswerSchema = z.object({ failures: z.array(jobFailureSchema) });

const endStates: ReadonlySet<JobState> = new Set(["completed", "failed", "cancelled"]);

export function isJobEnded(state: JobState): boolean {
  return endStates.has(state);
}

/**
 * Says of jobs that move how fast, and when each will be done: papers are embedded oldest first, so a job waits for
 * those before it.
 *
 * @param jobs newest first
 * @param papersPerSecond the rate of late over all jobs; nothing is said while it is unknown
 */
export function addProgress(jobs: readonly Job[], papersPerSecond: number | undefined): readonly Job[] {
  if (papersPerSecond === undefined) return jobs;
  let ahead = 0;
  const timed = jobs.toReversed().map((job) => {
    if (job.state !== "active" && job.state !== "waiting") return job;
    const { accepted, embedded, failed } = job.counts;
    ahead += Math.max(0, accepted - embedded - failed);
    return {
      ...job,
      ...(job.state === "active" && { papersPerSecond: Number(papersPerSecond.toPrecision(3)) }),
      ...(ahead > 0 && { etaSeconds: Math.ceil(ahead / papersPerSecond) }),
    };
  });
  return timed.toReversed();
}
