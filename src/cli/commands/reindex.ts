import type { Command } from "commander";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatCount, formatPapers } from "../format-numbers.js";
import { describeHelp } from "../help.js";
import { tellStopping } from "../tell-stopping.js";
import { waitUntilEmbedded, waitUntilReady } from "../wait-for-indexes.js";

export function addReindexCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("reindex")
    .summary("build the indexes anew, or change the model")
    .description(
      "Builds both indexes anew from the stored papers and vectors. With another --model, every paper is embedded again.",
    )
    .action(() => run(command, reindex));
  describeHelp(command, {
    examples: ["paperkin reindex", "paperkin reindex --model all-MiniLM-L6-v2"],
    json: '{"papers", "embedded", "waiting", "failed", "model", "stopped"}.',
    exitCodes: "0 done, 2 error, 130 stopped",
  });
}

async function reindex(context: CommandContext): Promise<ExitCode> {
  const { terminal, globals } = context;
  if (globals.url !== undefined) {
    throw new AppError(
      "bad_input",
      "reindex needs the data folder itself: stop the server, then run it without --url.",
    );
  }
  // Only a model that is named here may replace the vectors; one that merely is the default must not cost hours.
  if (globals.model === undefined) await (await context.openLibrary({ needsFolder: true })).close();
  const stop = context.listenForStop();
  tellStopping(stop.signal, terminal, "Stopping: what is under way is finished and saved.");
  try {
    const library = await context.openLibrary({ rebuild: true, embeds: true });
    try {
      const wait = { terminal, signal: stop.signal };
      await waitUntilReady(library, wait);
      await waitUntilEmbedded(library, wait);
      const { papers, model } = await library.readStats();
      const stopped = stop.signal.aborted;
      const { embedded, waiting, failed } = papers;
      const outcome = { papers: papers.papers, embedded, waiting, failed, model: model.id, stopped };
      if (globals.json) terminal.printJson(outcome);
      else if (!stopped)
        terminal.print(
          `${formatPapers(papers.papers)} indexed anew, ${formatCount(embedded)} of them found by meaning with ${model.id}.`,
        );
      if (stopped)
        terminal.note(`Stopped. ${formatPapers(waiting)} wait; the rest is done at the next start, ingest or reindex.`);
      return stopped ? exitCodes.stopped : exitCodes.ok;
    } finally {
      await library.close();
    }
  } finally {
    stop.end();
  }
}
