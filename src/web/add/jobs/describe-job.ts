import { isJobEnded } from "../../../domain/jobs/job-state.js";
import type { Job, JobState } from "../../../domain/jobs/job.js";
import { describeChanges } from "../../../domain/records/describe-changes.js";
import { formatCount, formatDuration, formatPapers, formatRate } from "../../../domain/text/amounts.js";

export const stateNames: Record<JobState, string> = {
  waiting: "Waiting",
  active: "Embedding",
  paused: "Paused",
  completed: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The name of a job, or the start of its ID: jobs of earlier versions and of streams without a name have none. */
export function nameJob({ name, id }: Pick<Job, "name" | "id">): string {
  return name ?? `Job ${id.slice(0, 8)}`;
}

/** How far a job is or, once it has ended, what came of it. */
export function describeJob(job: Job): string[] {
  return isJobEnded(job.state) ? describeEnd(job) : describeProgress(job);
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

/** Records of a job that were refused: they stay so. */
export function countRefused({ total, accepted, merged, unchanged }: Job["counts"]): number {
  return total - accepted - merged - unchanged;
}

/** What went wrong, in the words of the preview: records that were refused, and papers that could not be embedded. */
export function describeFailures(counts: Job["counts"]): string {
  const refused = Math.min(counts.failed, countRefused(counts));
  const failed = counts.failed - refused;
  return [refused > 0 && `${formatCount(refused)} refused`, failed > 0 && `${formatCount(failed)} failed`]
    .filter(Boolean)
    .join(", ");
}
