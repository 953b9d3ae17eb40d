import type { Command } from "commander";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";
import { createPaint, type Paint } from "../../terminal/paint.js";
import type { HealthReport } from "../../services/health/check-health.js";

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

const margin = " ".repeat(25);

/** One line per check, with advice below it, and the outcome at the end. */
function formatHealth({ checks }: HealthReport, columns: number, paint: Paint): string {
  const colours = { ok: paint.green, warning: paint.yellow, problem: paint.red };
  const wrap = (text: string) => wrapText(text, Math.max(20, columns - margin.length));
  const lines = checks.flatMap(({ name, state, detail, advice }) => {
    const steps = advice === undefined ? [] : wrap(`→ ${advice}`).map(paint.bold);
    const [first = "", ...rest] = [...wrap(cleanLine(detail)), ...steps];
    return [colours[state](state.padEnd(9)) + name.padEnd(16) + first, ...rest.map((line) => margin + line)];
  });
  const count = (state: keyof typeof colours) => checks.filter((check) => check.state === state).length;
  const outcome = `Problems: ${count("problem")}. Warnings: ${count("warning")}.`;
  return [...lines, "", count("ok") === checks.length ? "No problems found." : outcome].join("\n");
}
