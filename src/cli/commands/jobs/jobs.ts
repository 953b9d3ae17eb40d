import type { Command } from "commander";
import { isJobEnded, type Job, type JobAction } from "../../../domain/jobs/job.js";
import { type CommandContext, type ExitCode, exitCodes, type RunCommand } from "../../context.js";
import { formatJob, formatJobs } from "../../print/jobs.js";
import { describeHelp } from "../../help.js";
import { createPaint } from "../../../terminal/paint.js";
import { formatCounts } from "../../ingest/report-ingest.js";
import { waitForVectors } from "../../ingest/import-papers.js";

const actions: Readonly<Record<JobAction, string>> = {
  pause: "stops embedding its papers after those already on the queue, until resumed",
  resume: "resumes a paused job",
  cancel: "stops embedding its papers; they stay and are found by keyword",
  retry: "embeds its failed and withheld papers again",
};

const jobJson = "the job, as GET /v1/jobs/{id} answers.";

export function addJobsCommand(program: Command, run: RunCommand): void {
  const jobs = program
    .command("jobs")
    .summary("list, watch and control imports")
    .description(
      "Shows the progress of imports and controls them. The beginning of an id is enough if it names one job.",
    );
  describeHelp(jobs, {
    examples: [
      "paperkin jobs",
      "paperkin jobs watch 3f2a91bc --url http://127.0.0.1:3000",
      "paperkin jobs failures 3f2a91bc",
      `paperkin jobs list --json | jq -r '.jobs[] | select(.state == "failed").id'`,
    ],
    exitCodes: "0 there are jobs, 1 there are none, 2 error; each command's help has its own",
  });
  addReadingCommands(jobs, run);
  addJobReports(jobs, run);
  addWatchCommand(jobs, run);
  for (const [action, description] of Object.entries(actions)) {
    const command = jobs.command(action).description(description).argument("<id>", "the job");
    describeHelp(command, {
      examples: [`paperkin jobs ${action} 3f2a91bc`],
      json: jobJson,
      exitCodes: "0 done, 2 error",
    });
    command.action((id: string) => run(command, (context) => steerJob(context, id, action as JobAction)));
  }
}

function addReadingCommands(jobs: Command, run: RunCommand): void {
  const list = addLimit(jobs.command("list", { isDefault: true }).description("shows jobs, newest first"), "jobs");
  describeHelp(list, {
    examples: ["paperkin jobs list -n 5"],
    notes: ["Times are in UTC. A priority other than normal is shown at the end of the line."],
    json: '{"jobs": [job]}, each as GET /v1/jobs/{id} answers.',
    exitCodes: "0 there are jobs, 1 there are none, 2 error",
  });
  list.action(({ limit }: { limit: number }) => run(list, (context) => listJobs(context, limit)));
  const show = jobs.command("show").description("shows one job").argument("<id>", "the job");
  describeHelp(show, { examples: ["paperkin jobs show 3f2a91bc"], json: jobJson, exitCodes: "0 shown, 2 error" });
  show.action((id: string) => run(show, (context) => showJob(context, id)));
}

function addWatchCommand(jobs: Command, run: RunCommand): void {
  const watch = jobs
    .command("watch")
    .description("follows a job to its end; without a server it also embeds waiting papers")
    .argument("<id>", "the job");
  describeHelp(watch, {
    examples: ["paperkin jobs watch 3f2a91bc"],
    json: "the job as it ended, as GET /v1/jobs/{id} answers.",
    exitCodes: "0 it ended, 2 it failed, 130 stopped watching",
  });
  watch.action((id: string) => run(watch, (context) => watchJob(context, id)));
}

async function listJobs({ openLibrary, terminal, globals }: CommandContext, limit: number): Promise<ExitCode> {
  const library = await openLibrary("read");
  try {
    const jobs = await library.listJobs(limit);
    const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
    if (globals.json) terminal.printJson({ jobs });
    else if (jobs.length > 0) terminal.print(formatJobs(jobs, layout));
    else terminal.note("There are no jobs yet: each import creates one.");
    return jobs.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  } finally {
    await library.close();
  }
}
import { addLimit, type FoundJob, shortenId, withJob } from "./find-job.js";
import { addJobReports } from "./job-reports.js";

function showJob(context: CommandContext, id: string): Promise<ExitCode> {
  return withJob(context, { id }, async ({ job }) => {
    printJob(context, job);
    return exitCodes.ok;
  });
}

function printJob({ terminal, globals }: CommandContext, job: Job): void {
  if (globals.json) {
    terminal.printJson(job);
    return;
  }
  terminal.print(formatJob(job, { paint: createPaint(terminal.colours) }));
  if (job.counts.failed > 0) terminal.note(`\nSee why with: paperkin jobs failures ${shortenId(job)}`);
}

function steerJob(context: CommandContext, id: string, action: JobAction): Promise<ExitCode> {
  const { terminal, globals } = context;
  return withJob(context, { id }, async ({ library, job }) => {
    const changed = await library.changeJob(job.id, action);
    if (globals.json) terminal.printJson(changed);
    else terminal.print(`Job ${shortenId(changed)} is ${changed.state}.`);
    if (!library.remote && !isJobEnded(changed.state) && action !== "pause")
      terminal.note(
        `Its papers are embedded at the next serve or ingest, or now with: paperkin jobs watch ${shortenId(job)}`,
      );
    return exitCodes.ok;
  });
}

/** A data folder embeds only if opened for that, which takes seconds; for an ended job that is not necessary. */
async function watchJob(context: CommandContext, id: string): Promise<ExitCode> {
  const seen = await withJob(context, { id }, async ({ library, job }) => {
    return library.remote || isJobEnded(job.state) ? followJob(context, { library, job }) : job;
  });
  if (typeof seen === "number") return seen;
  return withJob(context, { id: seen.id, opening: "embed" }, (found) => followJob(context, found));
}

async function followJob(context: CommandContext, { library, job }: FoundJob): Promise<ExitCode> {
  const { terminal, globals } = context;
  const stop = context.listenForStop();
  const { signal } = stop;
  try {
    if (job.state === "paused") terminal.note(`It is paused. Resume it with: paperkin jobs resume ${shortenId(job)}`);
    await waitForVectors({ library, terminal, signal, imported: [{ name: job.id, job }] }, false);
    const ended = await library.readJob(job.id);
    if (globals.json) terminal.printJson(ended);
    else terminal.print(`Job ${shortenId(ended)} is ${ended.state}. ${formatCounts(ended.counts)}`);
    return ended.state === "failed" ? exitCodes.error : exitCodes.ok;
  } catch (error) {
    if (!signal.aborted) throw error;
    terminal.note(
      `\nStopped watching. ${library.remote ? "The job continues." : "The rest waits for the next serve or ingest."}`,
    );
    return exitCodes.stopped;
  } finally {
    stop.end();
  }
}
