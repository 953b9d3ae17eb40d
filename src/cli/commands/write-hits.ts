import { searchExportRequestSchema } from "../../domain/export/search-request.js";
import type { ExportFormat } from "../../domain/export/format.js";
import type { SearchRequest } from "../../domain/search/request.js";
import { type CommandContext, exitCodes, type ExitCode } from "../context.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";
import { parseRequest } from "../options.js";
import { printStopping } from "../print/print-stopping.js";
import { writeFileAtomically } from "../../terminal/write-file.js";

export interface HitsFile {
  readonly out: string;
  readonly format: ExportFormat;
}

/** Writes all hits of a search to a file, whole or not at all. */
export async function writeHits(
  context: CommandContext,
  search: SearchRequest,
  { out, format }: HitsFile,
): Promise<ExitCode> {
  const { terminal, globals } = context;
  const { query, mode, semanticWeight, minScore, filter, sort, duplicates } = search;
  const fields = { query, mode, semanticWeight, minScore, filter, sort, duplicates, format };
  const request = parseRequest(searchExportRequestSchema, fields);
  const stop = context.listenForStop();
  printStopping(stop.signal, terminal, "Stopping.");
  try {
    const library = await context.openLibrary(mode === "keyword" ? "read" : "ask");
    try {
      await waitUntilReady(library, { terminal });
      const { signal } = stop;
      const chunks = await library.exportSearch(request, { signal });
      await writeFileAtomically(out, chunks, { gzip: out.endsWith(".gz"), signal });
    } finally {
      await library.close();
    }
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.stopped;
    throw error;
  } finally {
    stop.end();
  }
  if (globals.json) terminal.printJson({ file: out });
  else terminal.note(`All hits are in ${out}.`);
  return exitCodes.ok;
}
