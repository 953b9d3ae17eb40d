import type { Command } from "commander";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatHealth } from "../print/health.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";

export function addDoctorCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("doctor")
    .summary("what is wrong here, and what to do")
    .description("Looks at all that paperkin rests on. Nothing is written, and nothing is fetched.")
    .action(() => run(command, examine));
  describeHelp(command, {
    examples: [
      "paperkin doctor",
      "REDIS_URL=redis://127.0.0.1:6379 paperkin doctor",
      `paperkin doctor --json | jq '.checks[] | select(.state != "ok")'`,
    ],
    notes: [
      "It looks at Node.js, the threads that embed, the compiled parts, the model's files, the data folder, its store and indexes, disk and memory, the port, and the queue.",
    ],
    json: '{"ok", "checks": [{"name", "state", "detail", "advice"?}]}; state is ok, warning or problem.',
    exitCodes: "0 no problem, 1 a problem, 2 error",
  });
}

async function examine({ terminal, globals, checkHealth }: CommandContext): Promise<ExitCode> {
  if (globals.url !== undefined)
    throw new AppError("bad_input", `doctor looks at this machine: leave --url out, or ask ${globals.url}/readyz.`);
  const report = await checkHealth();
  if (globals.json) terminal.printJson(report);
  else terminal.print(formatHealth(report, { columns: terminal.columns, paint: createPaint(terminal.colours) }));
  return report.ok ? exitCodes.ok : exitCodes.nothingFound;
}
