import { Command, CommanderError } from "commander";
import { AppError } from "../errors.js";
import { addBackupCommand, addRestoreCommand } from "./commands/backup.js";
import { addCollectionsCommand } from "./commands/collections/collections.js";
import { addCompletionCommand } from "./commands/completion.js";
import { addDigestsCommand } from "./commands/delivery/digests.js";
import { addFeedsCommand } from "./commands/delivery/feeds.js";
import { addWebhooksCommand } from "./commands/delivery/webhooks.js";
import { addDoctorCommand } from "./commands/doctor.js";
import { addDuplicatesCommand } from "./commands/duplicates.js";
import { addEditCommand } from "./commands/edit.js";
import { addEvalCommand } from "./commands/eval.js";
import { addExportCommand } from "./commands/export.js";
import { addHelpCommand } from "./commands/help.js";
import { addFollowsCommand } from "./commands/follows/follows.js";
import { addInboxCommand } from "./commands/follows/inbox.js";
import { addIngestCommand } from "./commands/ingest.js";
import { addJobsCommand } from "./commands/jobs/jobs.js";
import { addMcpCommand } from "./commands/mcp.js";
import { addModelsCommand } from "./commands/models.js";
import { addRecommendCommand } from "./commands/recommend.js";
import { addReindexCommand } from "./commands/reindex.js";
import { addRemoveCommand } from "./commands/remove.js";
import { addSearchCommand } from "./commands/search.js";
import { addServeCommand } from "./commands/serve.js";
import { addShowCommand } from "./commands/show.js";
import { addSimilarCommand } from "./commands/similar.js";
import { addStatusCommand } from "./commands/status.js";
import { addTrendingCommand } from "./commands/trending.js";
import { type CommandContext, type ExitCode, exitCodes, type GlobalOptions, type RunCommand } from "./context.js";
import { describeHelp, layOutHelp } from "./help.js";
import { addGlobalOptions } from "./options.js";
import { reportError } from "../terminal/report-error.js";
import type { Terminal } from "../terminal/terminal.js";

export interface ProgramOptions {
  readonly version: string;
  readonly terminal: Terminal;
  openContext(globals: GlobalOptions): CommandContext;
}

/** Runs one command line, given without the program's name. Prints every error, and resolves with the exit code. */
export async function runProgram(parameters: readonly string[], options: ProgramOptions): Promise<ExitCode> {
  const { terminal } = options;
  let exitCode: ExitCode = exitCodes.ok;
  const run: RunCommand = async (command, work) => {
    exitCode = await work(options.openContext(command.optsWithGlobals<GlobalOptions>()));
  };
  const program = createProgram(options, run);
  try {
    // Without arguments, it does the same as npm start.
    const words = parameters.length === 0 ? ["serve"] : parameters;
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.ok;
    // For options without a command, commander has printed the help.
    if (thrown instanceof CommanderError && thrown.code === "commander.help") return exitCodes.error;
    const report = { json: parameters.includes("--json"), debug: parameters.includes("--debug") };
    if (thrown instanceof CommanderError) {
      const hint = `See: paperkin ${findCommand(program, parameters)}--help`;
      reportError(toUsageError(thrown), terminal, { ...report, hint });
    } else reportError(thrown, terminal, report);
    return exitCodes.error;
  }
}

export function createProgram(
  { version, terminal }: Pick<ProgramOptions, "version" | "terminal">,
  run: RunCommand,
): Command {
  const program = new Command("paperkin")
    .description("Finds research papers by meaning.")
    .version(version, "-V, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp(layOutHelp(terminal))
    .configureOutput({
      writeOut: (text) => terminal.print(text.replace(/\n$/, "")),
      writeErr: (text) => terminal.note(text.replace(/\n$/, "")),
      getOutHasColors: () => terminal.colours,
      // Usage errors are printed like all others.
      outputError: () => undefined,
    });
  describeHelp(program, {
    examples: [
      "paperkin ingest samples/papers.jsonl",
      "paperkin search fine-tuning with few trainable parameters",
      "paperkin similar arxiv:1910.07224",
      "paperkin serve --port 8080",
    ],
    notes: ["paperkin <command> --help has examples for each command."],
    exitCodes: "0 found or done, 1 nothing found, 2 error, 130 stopped by Ctrl-C",
  });
  addGlobalOptions(program);
  for (const [heading, commands] of Object.entries(commandGroups)) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, run);
  }
  return program;
}

/** The commands, grouped by purpose. */
const commandGroups = {
  "Search:": [
    addSearchCommand,
    addSimilarCommand,
    addRecommendCommand,
    addShowCommand,
    addDuplicatesCommand,
    addTrendingCommand,
  ],
  "Collect:": [addCollectionsCommand],
  "Follow:": [addFollowsCommand, addInboxCommand],
  "Deliver:": [addFeedsCommand, addDigestsCommand, addWebhooksCommand],
  "Import:": [addIngestCommand, addJobsCommand, addEditCommand, addRemoveCommand],
  "Maintain:": [addStatusCommand, addDoctorCommand, addReindexCommand, addModelsCommand, addEvalCommand],
  "Export and back up:": [addExportCommand, addBackupCommand, addRestoreCommand],
  "Serve:": [addServeCommand, addMcpCommand],
  "Help:": [addCompletionCommand, addHelpCommand],
};

/** Rewrites commander's message in the style of our own messages. */
function toUsageError({ message }: CommanderError): AppError {
  const text = message
    .replace(/^error: /, "")
    .replace(/\s+/g, " ")
    .replace(/ \((Did you mean .*\?)\)$/, ". $1");
  return new AppError("bad_input", `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/(?<![.?])$/, "."));
}

/** Returns the name of the command whose help applies, with a space after it; empty if there is no such command. */
function findCommand({ commands }: Command, parameters: readonly string[]): string {
  const name = parameters.find((parameter) => /^[a-z]+$/.test(parameter) && parameter !== "help");
  return commands.some((command) => command.name() === name) ? `${name} ` : "";
}
