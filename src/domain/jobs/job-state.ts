/** Without zod, because the client imports it in browsers too. */
export const jobStates = ["waiting", "active", "paused", "completed", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

const endStates: ReadonlySet<JobState> = new Set(["completed", "failed", "cancelled"]);

export function isJobEnded(state: JobState): boolean {
  return endStates.has(state);
}
