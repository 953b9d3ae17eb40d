import type { Command } from "commander";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatHealth } from "../print/health.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";

export function addDoctorCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("doctor")
    .summary("find problems and say how to fix them")
    .description("Checks everything that paperkin depends on. It writes and downloads nothing.")
    .action(() => run(command, examine));
  describeHelp(command, {
    examples: [
      "paperkin doctor",
      "REDIS_URL=redis://127.0.0.1:6379 paperkin doctor",
      `paperkin doctor --json | jq '.checks[] | select(.state != "ok")'`,
    ],
    notes: [
      "It checks Node.js, the embedding threads, the native modules, the model's files, the data folder, its store and indexes, disk and memory, the port, and the queue.",
    ],
    json: '{"ok", "checks": [{"name", "state", "detail", "advice"?}]}; state is ok, warning or problem.',
    exitCodes: "0 no problem, 1 a problem, 2 error",
  });
}

async function examine({ terminal, globals, checkHealth }: CommandContext): Promise<ExitCode> {
  if (globals.url !== undefined)
    throw new AppError("bad_input", `doctor checks this machine: omit --url, or request ${globals.url}/readyz.`);
  const report = await checkHealth();
  if (globals.json) terminal.printJson(report);
  else terminal.print(formatHealth(report, terminal.columns, createPaint(terminal.colours)));
  return report.ok ? exitCodes.ok : exitCodes.nothingFound;
}
