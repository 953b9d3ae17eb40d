import type { Job, JobCounts, JobFailure } from "../../domain/jobs/job.js";
import type { JobNotice } from "../../domain/jobs/notice.js";
import { describeChanges } from "../../domain/records/describe-changes.js";
import { sumChanges } from "../../domain/records/field-changes.js";
import type { FormatName } from "../../domain/sources/paper-format.js";
import { nameNumber } from "../../domain/sources/record-number.js";
import { type ExitCode, exitCodes } from "../context.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";
import { shownIdLength } from "../print/jobs.js";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import type { ImportedFile, ImportRun } from "./import-papers.js";
import { formatPassedOver } from "./passed-over.js";

export interface IngestReport extends ImportRun {
  readonly json: boolean;
  readonly stopped: boolean;
}

const failuresShown = 10;

const noticesShown = 10;

type FileNotice = JobNotice & { readonly file: string };
type FileFailure = JobFailure & { readonly file: string };

/** Prints the result of the import, and resolves with the exit code. */
export async function reportIngest(report: IngestReport): Promise<ExitCode> {
  const { library, terminal, stopped, json } = report;
  const imported = await Promise.all(
    report.imported.map(async (file) => ({ ...file, job: await library.readJob(file.job.id) })),
  );
  const counts = addCounts(imported.map(({ job }) => job.counts));
  const changes = sumChanges(imported.map(({ job }) => job.changes));
  const notices = (await Promise.all(imported.map((file) => listNotices(report, file)))).flat();
  const failures = (await Promise.all(imported.map((file) => listFailures(report, file))))
    .flat()
    .slice(0, failuresShown);
  if (json) {
    const sources = imported.map(({ name, found }) => ({ name, ...found }));
    const jobs = imported.map(({ job }) => job.id);
    const shown = { failures, notices: notices.slice(0, noticesShown) };
    terminal.printJson({ counts, changes, ...shown, jobs, sources, passedOver: report.passedOver, stopped });
  } else {
    terminal.print(formatCounts(counts));
    const described = describeChanges(changes, "got");
    if (described !== "") terminal.print(`${described}.`);
    for (const { file, ...failure } of failures)
      terminal.note(
        formatFailure(imported.length > 1 ? { file, ...failure } : failure, terminal.columns, formatOf(imported, file)),
      );
    if (counts.failed > failures.length) terminal.note(`  and ${formatCount(counts.failed - failures.length)} more`);
    if (counts.total > 0 && counts.failed === counts.total)
      terminal.note(
        "Every entry was refused. If a file has another format than the detected one, name it with --format.",
      );
    printNotices(report, notices, imported);
    for (const line of formatPassedOver(report.passedOver, terminal.columns)) terminal.note(line);
    const waiting = await describeWaiting(report);
    if (waiting !== undefined) terminal.note(waiting);
  }
  if (stopped) return exitCodes.stopped;
  if (counts.total === 0) return exitCodes.nothingFound;
  return counts.failed === counts.total ? exitCodes.error : exitCodes.ok;
}

function addCounts(all: readonly JobCounts[]): JobCounts {
  const sum = (key: keyof JobCounts) => all.reduce((before, counts) => before + counts[key], 0);
  return {
    total: sum("total"),
    accepted: sum("accepted"),
    merged: sum("merged"),
    unchanged: sum("unchanged"),
    embedded: sum("embedded"),
    failed: sum("failed"),
  };
}

async function listFailures({ library }: IngestReport, { name, job }: ImportedFile): Promise<FileFailure[]> {
  if (job.counts.failed === 0) return [];
  const failures = await library.listFailures(job.id, failuresShown);
  return failures.map((failure) => ({ file: name, ...failure }));
}

async function listNotices({ library }: IngestReport, { name, job }: ImportedFile): Promise<FileNotice[]> {
  const notices = await library.listNotices(job.id, noticesShown + 1);
  return notices.map((notice) => ({ file: name, ...notice }));
}

function printNotices(
  { terminal }: IngestReport,
  notices: readonly FileNotice[],
  imported: readonly ImportedFile[],
): void {
  for (const { file, ...notice } of notices.slice(0, noticesShown))
    terminal.note(
      formatNotice(imported.length > 1 ? { file, ...notice } : notice, terminal.columns, formatOf(imported, file)),
    );
  const more = describeMoreNotices(imported.map(({ job }) => job));
  if (more !== undefined) terminal.note(`  ${more}`);
}

function formatOf(imported: readonly ImportedFile[], file: string): FormatName | undefined {
  return imported.find(({ name }) => name === file)?.found?.format;
}

const jobsNamed = 3;

/** How many notices are not shown, and how to list them: a command for each of a few jobs. */
function describeMoreNotices(jobs: readonly Job[]): string | undefined {
  let left = noticesShown;
  const hidden = jobs.map(({ id, notices = 0 }) => {
    const shown = Math.min(left, notices);
    left -= shown;
    return { id: id.slice(0, shownIdLength), count: notices - shown };
  });
  const more = hidden.filter(({ count }) => count > 0);
  if (more.length === 0) return undefined;
  const total = more.reduce((sum, { count }) => sum + count, 0);
  if (more.length === 1) return `and ${formatCount(total)} more: paperkin jobs notices ${more[0]?.id}`;
  const ids = more.length <= jobsNamed ? more.map(({ id }) => id).join(", ") : "one that paperkin jobs lists";
  return `and ${formatCount(total)} more of ${more.length} jobs: paperkin jobs notices <id>, where <id> is ${ids}`;
}

export function formatCounts({ total, accepted, merged, unchanged, embedded, failed }: JobCounts): string {
  const parts = [
    `${formatCount(accepted)} accepted`,
    ...(merged > 0 ? [`${formatCount(merged)} merged`] : []),
    `${formatCount(unchanged)} unchanged`,
    `${formatCount(embedded)} embedded`,
    `${formatCount(failed)} failed`,
  ];
  return `${formatCount(total)} ${total === 1 ? "record" : "records"}: ${parts.join(", ")}`;
}

/** Formats where a paper was, as far as known, and why it failed; continuation lines are indented. */
export function formatFailure(
  { file, line, id, reason }: JobFailure & { readonly file?: string },
  columns: number,
  format?: FormatName,
): string {
  const unit = nameNumber(format);
  const number = line === undefined || unit === undefined ? undefined : `${unit} ${line}`;
  const place = [file, number, id].filter((part) => part !== undefined);
  const [first = "", ...more] = wrapText(
    cleanLine(place.length === 0 ? reason : `${place.join(" ")}: ${reason}`),
    Math.max(20, columns - 4),
  );
  return [`  ${first}`, ...more.map((text) => `    ${text}`)].join("\n");
}

/** The same for a record that was imported. */
export function formatNotice(
  { notice, key, ...place }: JobNotice & { readonly file?: string },
  columns: number,
  format?: FormatName,
): string {
  return formatFailure({ ...place, ...(key !== undefined && { id: key }), reason: notice }, columns, format);
}

/** Describes the papers that still wait for a vector. */
async function describeWaiting({ library, stopped }: IngestReport): Promise<string | undefined> {
  if (library.remote)
    return stopped ? "Stopped. The server keeps the papers it received and continues to embed them." : undefined;
  const { waiting } = (await library.readStats()).papers;
  const kept = stopped ? "Stopped. What was accepted is kept. " : "";
  if (waiting === 0) return stopped ? kept.trim() : undefined;
  const verb = waiting === 1 ? "waits for its vector: it is" : "wait for their vectors: they are";
  return `${kept}${formatPapers(waiting)} ${verb} made at the next serve or ingest.`;
}
