import type { Command } from "commander";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatStatus } from "../print/status.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

export function addStatusCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("status")
    .summary("show how many papers there are and how they are found")
    .description("Shows what a data folder or a server contains.")
    .action(() => run(command, showStatus));
  describeHelp(command, {
    examples: ["paperkin status", "paperkin status --json | jq .papers.waiting"],
    json: '{"version", "papers": {"papers", "embedded", "waiting", "failed", "withheld"}, "model": {"id", "dimensions"}, "otherModel"?: {"id", "dimensions", "state", "embedded", "failed", "missing", "papersPerSecond"?, "etaSeconds"?, "failure"?}, "indexes": {"keyword", "vector"}, "queue": {"ready", "outstanding", "detail"}}, as GET /v1/stats answers.',
    exitCodes: "0 done, 2 error",
  });
}

async function showStatus(context: CommandContext): Promise<ExitCode> {
  const { terminal, globals } = context;
  const library = await context.openLibrary("read");
  try {
    await waitUntilReady(library, { terminal });
    const stats = await library.readStats();
    if (globals.json) terminal.printJson(stats);
    else terminal.print(formatStatus(stats, { ...library, paint: createPaint(terminal.colours) }));
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}
