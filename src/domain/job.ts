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
  papersPerSecond: z.number().optional().describe("Embedded papers a second, over the job's life"),
  etaSeconds: z.number().optional().describe("Seconds until the last vector is in, at that rate"),
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
