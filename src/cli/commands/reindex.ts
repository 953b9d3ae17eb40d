import type { Command } from "commander";
import type { ModelsAnswer } from "../../domain/models/change.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../context.js";
import { formatModels } from "../print/reindex.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";
import { rebuildIndexes } from "../library/rebuild-indexes.js";
import { printStopping } from "../print/print-stopping.js";
import { watchModelChange, watchDrop } from "../models/watch-model-change.js";
import { addCompareModelsCommand } from "./reindex-compare.js";

const modelsJson = '{"model": {"id", "dimensions"}, "otherModel"?}, as GET /v1/reindex answers';

export function addReindexCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("reindex")
    .helpCommand(false)
    .summary("change the model, or rebuild the indexes")
    .description(
      "Rebuilds both indexes from the stored papers and vectors. With another --model, embeds every paper with it in the background; the model in use keeps answering until you switch.",
    )
    .option("--switch", "with --model: switch to it as soon as every paper is embedded")
    .action((options: { readonly switch?: boolean }) =>
      run(command, (context) => reindex(context, options.switch === true)),
    );
  describeHelp(command, {
    examples: [
      "paperkin reindex",
      "paperkin reindex --model all-MiniLM-L6-v2",
      "paperkin reindex compare",
      "paperkin reindex switch",
      "paperkin reindex rollback",
    ],
    notes: [
      "If a server uses the data folder, the server changes its model; otherwise this command does. Ctrl-C loses nothing: a server continues, and the next start of a server or of this command resumes what was done here.",
    ],
    json: `{"papers", "embedded", "waiting", "failed", "model", "stopped"}; with another --model ${modelsJson}.`,
    exitCodes: "0 done, 2 error, 130 stopped",
  });
  addStep(command, run, {
    name: "status",
    description: "Shows the model in use, and the progress of the next one or which one is kept.",
    work: (library) => library.readModels(),
  });
  addCompareModelsCommand(command, run);
  addStep(command, run, {
    name: "switch",
    description: "Answers with the next model from now on; the one in use is kept.",
    work: (library) => library.switchModel(),
  });
  addStep(command, run, {
    name: "rollback",
    description:
      "Answers with the kept model again. Papers added since are found by keyword until it has embedded them.",
    work: (library) => library.rollBackModel(),
  });
  addStep(command, run, {
    name: "drop",
    description: "Deletes the vectors of the model that is not in use, finished or not.",
    work: dropModel,
  });
}

interface Step {
  readonly name: string;
  readonly description: string;
  work(library: PaperLibrary): Promise<ModelsAnswer>;
}

function addStep(reindexing: Command, run: RunCommand, { name, description, work }: Step): void {
  const command = reindexing.command(name).description(description);
  command.action(() =>
    run(command, async (context) => {
      const library = await context.openLibrary("steerChange");
      try {
        showModels(context, await work(library));
        return exitCodes.ok;
      } finally {
        await library.close();
      }
    }),
  );
  describeHelp(command, {
    examples: [`paperkin reindex ${name}`, `paperkin reindex ${name} --url http://127.0.0.1:3000`],
    json: `${modelsJson}.`,
    exitCodes: "0 done, 2 error",
  });
}

/** A server works in the background; a change that this process starts is also finished here. */
async function dropModel(library: PaperLibrary): Promise<ModelsAnswer> {
  const begun = await library.dropModel();
  return library.remote ? begun : watchDrop(library);
}

async function reindex(context: CommandContext, switches: boolean): Promise<ExitCode> {
  const { model, url } = context.globals;
  if (model === undefined && switches)
    throw new AppError("bad_input", "--switch requires --model; to use a model that is ready: paperkin reindex switch");
  if (model === undefined && url !== undefined)
    throw new AppError(
      "bad_input",
      "Rebuilding the indexes needs the data folder itself: stop the server, then run it without --url.",
    );
  if (model === undefined) return rebuildIndexes(context);
  const library = await openKept(context);
  if (library && (await library.readModels()).model.id !== model)
    return changeModel(context, library, { model, switches }).finally(() => library.close());
  if (library?.remote) {
    await library.close();
    throw new AppError("conflict", `The model ${model} is in use already.`);
  }
  await library?.close();
  return rebuildIndexes(context);
}

/** Resolves with undefined if the folder's model can no longer run: then no model can answer during the change. */
async function openKept(context: CommandContext): Promise<PaperLibrary | undefined> {
  try {
    return await context.openLibrary("changeModel");
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return undefined;
    throw error;
  }
}

async function changeModel(
  context: CommandContext,
  library: PaperLibrary,
  { model, switches }: { readonly model: string; readonly switches: boolean },
): Promise<ExitCode> {
  const { terminal } = context;
  const stop = context.listenForStop();
  const afterStop = library.remote
    ? "The server continues: paperkin reindex status shows its progress."
    : `Finished work is kept: paperkin serve resumes it, or paperkin reindex --model ${model}.`;
  printStopping(stop.signal, terminal, afterStop);
  try {
    await library.changeModel(model);
    const watched = await watchModelChange(library, { terminal, signal: stop.signal });
    const isReady = watched.otherModel?.id === model && watched.otherModel.state === "ready";
    if (stop.signal.aborted && !isReady) {
      if (context.globals.json) terminal.printJson(watched);
      return exitCodes.stopped;
    }
    showModels(context, switches && isReady ? await library.switchModel() : watched);
    return exitCodes.ok;
  } finally {
    stop.end();
  }
}

function showModels({ terminal, globals }: CommandContext, models: ModelsAnswer): void {
  if (globals.json) terminal.printJson(models);
  else terminal.print(formatModels(models, createPaint(terminal.colours)));
}
