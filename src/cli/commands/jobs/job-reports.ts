import type { Command } from "commander";
import { formatCount } from "../../../domain/text/amounts.js";
import { type CommandContext, type ExitCode, exitCodes, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { formatFailure, formatNotice } from "../../ingest/report-ingest.js";
import { addLimit, shortenId, withJob } from "./find-job.js";

/** The commands that list what became of single records. */
export function addJobReports(jobs: Command, run: RunCommand): void {
  addFailuresCommand(jobs, run);
  addNoticesCommand(jobs, run);
}

function addFailuresCommand(jobs: Command, run: RunCommand): void {
  const failures = addLimit(jobs.command("failures").description("shows which papers failed, and why"), "papers");
  failures.argument("<id>", "the job");
  describeHelp(failures, {
    examples: ["paperkin jobs failures 3f2a91bc -n 100"],
    json: '{"failures": [{"line"?, "id"?, "reason"}]}',
    exitCodes: "0 some failed, 1 none failed, 2 error",
  });
  failures.action((id: string, { limit }: { limit: number }) =>
    run(failures, (context) => listFailures(context, id, limit)),
  );
}

function addNoticesCommand(jobs: Command, run: RunCommand): void {
  const notices = addLimit(
    jobs.command("notices").description("shows what happened to records that were imported"),
    "notices",
  );
  notices.argument("<id>", "the job");
  describeHelp(notices, {
    examples: ["paperkin jobs notices 3f2a91bc -n 100"],
    notes: [
      "merged: the record completed a paper; identity: its identifier is also that of another work; field: a field was cut or left out.",
    ],
    json: '{"notices": [{"line"?, "id"?, "key"?, "kind", "notice"}]}',
    exitCodes: "0 there are some, 1 there are none, 2 error",
  });
  notices.action((id: string, { limit }: { limit: number }) =>
    run(notices, (context) => listNotices(context, id, limit)),
  );
}

function listFailures(context: CommandContext, id: string, limit: number): Promise<ExitCode> {
  const { terminal, globals } = context;
  return withJob(context, { id }, async ({ library, job }) => {
    const failures = await library.listFailures(job.id, limit);
    if (globals.json) terminal.printJson({ failures });
    else if (failures.length === 0) terminal.note(`No paper of job ${shortenId(job)} failed.`);
    else {
      for (const failure of failures) terminal.print(formatFailure(failure, terminal.columns, job.format));
      const more = job.counts.failed - failures.length;
      if (more > 0) terminal.note(`  and ${formatCount(more)} more: show them with --limit`);
    }
    return failures.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  });
}

function listNotices(context: CommandContext, id: string, limit: number): Promise<ExitCode> {
  const { terminal, globals } = context;
  return withJob(context, { id }, async ({ library, job }) => {
    const notices = await library.listNotices(job.id, limit);
    if (globals.json) terminal.printJson({ notices });
    else if (notices.length === 0) terminal.note(`Job ${shortenId(job)} has no notices.`);
    else for (const notice of notices) terminal.print(formatNotice(notice, terminal.columns, job.format));
    return notices.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  });
}
