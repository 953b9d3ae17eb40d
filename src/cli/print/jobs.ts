import type { Job } from "../../domain/jobs/job.js";
import { describeChanges } from "../../domain/records/describe-changes.js";
import { cleanLine, cutText } from "../../terminal/fit-text.js";
import { formatCount, formatDuration, formatRate } from "../../domain/text/amounts.js";
import type { Paint } from "../../terminal/paint.js";

export interface JobsLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** Enough of an id to distinguish jobs; a command accepts any unique beginning. */
export const shownIdLength = 8;

const widths = { id: shownIdLength, state: 9, count: 10, failed: 8 } as const;
/** From this width on, there is room for the time of the start, and for the time left as well. */
const roomyColumns = 100;

/** One line per job, newest first. */
export function formatJobs(jobs: readonly Job[], { columns, paint }: JobsLayout): string {
  const isRoomy = columns >= roomyColumns;
  const last = isRoomy ? "started, name" : "started or time left, name";
  const head = joinCells({ id: "job", state: "state", counts: ["papers", "embedded", "failed"], rest: last });
  const lines = jobs.map((job) => {
    const { total, embedded, failed } = job.counts;
    const counts = [total, embedded, failed].map(formatCount);
    const rate = describeRate(job);
    const started = isRoomy
      ? [formatTime(job.createdAt)]
      : job.etaSeconds === undefined
        ? [job.createdAt.slice(0, 10)]
        : [];
    const priority = job.priority === "normal" ? [] : [job.priority];
    const name = job.name === undefined ? [] : [cleanLine(job.name)];
    const rest = [...started, ...name, rate, ...priority].filter((text) => text !== "").join("  ");
    return cutText(joinCells({ id: job.id.slice(0, shownIdLength), state: job.state, counts, rest }), columns);
  });
  return [paint.dim(head), ...lines].join("\n");
}

/** Everything about one job. */
export function formatJob(job: Job, { paint }: Pick<JobsLayout, "paint">): string {
  const { total, accepted, merged, unchanged, embedded, failed } = job.counts;
  const changes = describeChanges(job.changes, "got");
  const rate = describeRate(job);
  const rows: readonly (readonly [label: string, text: string])[] = [
    ...(job.name === undefined ? [] : [["name", cleanLine(job.name)] as const]),
    ["state", job.state],
    ["priority", job.priority],
    ["records", formatCount(total)],
    ["accepted", `${formatCount(accepted)} (new or changed papers; found by keyword)`],
    ["merged", `${formatCount(merged)} (with another record of the same paper)`],
    ["unchanged", `${formatCount(unchanged)} (said nothing new)`],
    ...(changes === "" ? [] : [["changes", changes] as const]),
    ["embedded", `${formatCount(embedded)} of ${formatCount(accepted)} (found by meaning)`],
    ["failed", `${formatCount(failed)} (refused, or could not be embedded)`],
    ["started", formatTime(job.createdAt)],
    ...(job.finishedAt === undefined ? [] : [["ended", formatTime(job.finishedAt)] as const]),
    ...(rate === "" ? [] : [["rate", rate] as const]),
  ];
  return [paint.bold(`job ${job.id}`), ...rows.map(([label, text]) => `  ${paint.dim(label.padEnd(11))}${text}`)].join(
    "\n",
  );
}

interface Cells {
  readonly id: string;
  readonly state: string;
  readonly counts: readonly string[];
  readonly rest: string;
}

function joinCells({ id, state, counts: [papers = "", embedded = "", failed = ""], rest }: Cells): string {
  return [
    id.padEnd(widths.id),
    state.padEnd(widths.state),
    papers.padStart(widths.count) + embedded.padStart(widths.count) + failed.padStart(widths.failed),
    rest,
  ].join("  ");
}

/** The time to the minute, in UTC as in the API and the log. */
function formatTime(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

function describeRate({ papersPerSecond, etaSeconds }: Job): string {
  const rate = papersPerSecond === undefined ? [] : [formatRate(papersPerSecond)];
  const left = etaSeconds === undefined ? [] : [`${formatDuration(etaSeconds)} left`];
  return [...rate, ...left].join(", ");
}
