import { Command, CommanderError } from "commander";
import { AppError, type ErrorCode } from "../errors.js";
import { addDuplicatesCommand } from "./commands/duplicates.js";
import { addEvalCommand } from "./commands/eval.js";
import { addIngestCommand } from "./commands/ingest.js";
import { addJobsCommand } from "./commands/jobs.js";
import { addModelsCommand } from "./commands/models.js";
import { addReindexCommand } from "./commands/reindex.js";
import { addSearchCommand } from "./commands/search.js";
import { addServeCommand } from "./commands/serve.js";
import { addSimilarCommand } from "./commands/similar.js";
import { addStatusCommand } from "./commands/status.js";
import { type CommandContext, type ExitCode, exitCodes, type GlobalOptions, type RunCommand } from "./context.js";
import { addGlobalOptions } from "./options.js";
import { reportError } from "./report-error.js";
import type { Terminal } from "./terminal.js";

export interface ProgramOptions {
  readonly version: string;
  readonly terminal: Terminal;
  openContext(globals: GlobalOptions): CommandContext;
}

/** Runs one command line, without the program's name; every error has been told when the exit code comes. */
export async function runProgram(parameters: readonly string[], options: ProgramOptions): Promise<ExitCode> {
  const { terminal } = options;
  let exitCode: ExitCode = exitCodes.ok;
  const run: RunCommand = async (command, work) => {
    exitCode = await work(options.openContext(command.optsWithGlobals<GlobalOptions>()));
  };
  try {
    await createProgram(options, run).parseAsync(parameters, { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.ok;
    // `paperkin` alone is answered with the help, which commander has written.
    if (thrown instanceof CommanderError && thrown.code === "commander.help") return exitCodes.error;
    const error = thrown instanceof CommanderError ? toUsageError(thrown, parameters) : thrown;
    reportError(error, terminal, {
      json: parameters.includes("--json"),
      debug: parameters.includes("--debug"),
    });
    return exitCodes.error;
  }
}

export function createProgram(
  { version, terminal }: Pick<ProgramOptions, "version" | "terminal">,
  run: RunCommand,
): Command {
  const program = new Command("paperkin")
    .description("Finds research papers by meaning.")
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true, helpWidth: terminal.columns })
    .configureOutput({
      writeOut: (text) => terminal.print(text.replace(/\n$/, "")),
      writeErr: (text) => terminal.note(text.replace(/\n$/, "")),
      // Errors of usage are told like all others.
      outputError: () => undefined,
    })
    .addHelpText(
      "before",
      `Examples:
  paperkin ingest samples/papers.jsonl
  paperkin search fine-tuning with few trainable parameters
  paperkin similar arxiv:1910.07224
  paperkin serve --port 8080
`,
    )
    .addHelpText(
      "after",
      "\nExit code: 0 found or done, 1 nothing found, 2 error. paperkin <command> --help has examples of each.",
    );
  addGlobalOptions(program);
  for (const add of [addServeCommand, addIngestCommand, addSearchCommand, addSimilarCommand, addDuplicatesCommand])
    add(program, run);
  for (const add of [addJobsCommand, addStatusCommand, addReindexCommand, addModelsCommand, addEvalCommand])
    add(program, run);
  return program;
}

function toUsageError({ message }: CommanderError, parameters: readonly string[]): AppError {
  const text = message
    .replace(/^error: /, "")
    .replace(/\s+/g, " ")
    .replace(/\.$/, "");
  const code: ErrorCode = "bad_input";
  const command = parameters.find((parameter) => /^[a-z]+$/.test(parameter));
  const isKnown = command !== undefined && !text.includes(`unknown command '${command}'`);
  return new AppError(code, `${text}. See: paperkin ${isKnown ? `${command} ` : ""}--help`);
}
