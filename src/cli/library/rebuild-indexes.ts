import { type CommandContext, exitCodes, type ExitCode } from "../context.js";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import { printStopping } from "../print/print-stopping.js";
import { waitUntilEmbedded, waitUntilReady } from "./wait-for-indexes.js";

/** Rebuilds both indexes from the store and, if the folder's model can no longer run, the vectors. */
export async function rebuildIndexes(context: CommandContext): Promise<ExitCode> {
  const { terminal, globals } = context;
  // Only a model named on the command line may replace the vectors, which takes hours; MODEL applies to all commands.
  if (globals.model === undefined) await (await context.openLibrary("check")).close();
  const stop = context.listenForStop();
  printStopping(stop.signal, terminal, "Stopping: finishing and saving work in progress.");
  try {
    const library = await context.openLibrary("rebuild");
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
          `${formatPapers(papers.papers)} indexed again, ${formatCount(embedded)} of them found by meaning with ${model.id}.`,
        );
      if (stopped)
        terminal.note(`Stopped. ${formatPapers(waiting)} still to be embedded, at the next start, ingest or reindex.`);
      return stopped ? exitCodes.stopped : exitCodes.ok;
    } finally {
      await library.close();
    }
  } finally {
    stop.end();
  }
}
