import { type Command, Option } from "commander";
import { createReferenceWriter, type ExportFormat, exportFormats } from "../../domain/export/format.js";
import { parseJsonLines } from "../../domain/sources/json-lines.js";
import type { Paper } from "../../domain/paper/paper.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../context.js";
import { formatCount, formatPapers } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import { addPaperFilters, type FilterOptions, readFilter } from "../options.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import { printStopping } from "../print/print-stopping.js";
import { writeFileAtomically } from "../../terminal/write-file.js";

interface ExportOptions extends Omit<FilterOptions, "limit"> {
  readonly out?: string;
  readonly gzip?: boolean;
  readonly vectors?: boolean;
  readonly format: ExportFormat;
}

export function addExportCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("export")
    .summary("write papers to a file, optionally with vectors")
    .description("Writes every paper, or those of a filter, to a file or to standard output.")
    .option("-o, --out <file>", "write this file, whole or not at all; gzipped if its name ends in .gz")
    .option("--gzip", "gzip the output, regardless of its name")
    .option("--vectors", "include vectors, so that they need not be computed again")
    .addOption(new Option("--format <name>", "output format").choices(exportFormats).default("jsonl"));
  addPaperFilters(command).action((options: ExportOptions) => run(command, (context) => runExport(context, options)));
  describeHelp(command, {
    examples: [
      "paperkin export --vectors --out papers.jsonl.gz",
      "paperkin export --category cs.CL --year-from 2020 | jq -r .title",
      "paperkin export --format bibtex --venue NeurIPS --out neurips.bib",
      "paperkin export --format csv --year 2024 --out papers-of-2024.csv",
    ],
    notes: [
      "Each line of JSON is a paper with its imported arXiv versions, and paperkin ingest imports it unchanged, its vector included. A vector is used if the model is the same; otherwise the paper is embedded again.",
      "bibtex, ris, csl (CSL-JSON) and csv are for other programs. paperkin ingest finds their papers, and changes only details that a format cannot hold as they are, such as a name that is a list; a folder without these papers gets what the format can hold.",
    ],
    json: '{"papers", "file"}, and the papers go to the file of --out.',
    exitCodes: "0 written, 1 there were no papers, 2 error, 130 stopped without writing the file",
  });
}

async function runExport(context: CommandContext, options: ExportOptions): Promise<ExitCode> {
  const { out, format, vectors = false } = options;
  if (vectors && format !== "jsonl")
    throw new AppError("bad_input", "--vectors requires --format jsonl: references cannot contain vectors.");
  if (out === undefined && context.globals.json)
    throw new AppError("bad_input", "--json requires --out, because the papers go to standard output.");
  const filter = readFilter(options);
  const stop = context.listenForStop();
  printStopping(stop.signal, context.terminal, "Stopping.");
  try {
    const library = await context.openLibrary("read");
    try {
      return await writePapers(context, {
        library,
        request: { filter, vectors, format: "jsonl" },
        options,
        signal: stop.signal,
      });
    } finally {
      await library.close();
    }
  } finally {
    stop.end();
  }
}

interface Writing {
  readonly library: PaperLibrary;
  readonly request: Parameters<PaperLibrary["exportPapers"]>[0];
  readonly options: ExportOptions;
  readonly signal: AbortSignal;
}

async function writePapers(
  { terminal, globals }: CommandContext,
  { library, request, options, signal }: Writing,
): Promise<ExitCode> {
  const { out, gzip = out?.endsWith(".gz") ?? false, format } = options;
  const progress = createProgress({ stream: terminal.errors, label: "Writing" });
  const rate = createRate();
  let papers = 0;
  async function* countLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      papers += countNewlines(chunk);
      if (out !== undefined) progress.update({ done: papers, text: `${formatPapers(papers)}  ${rate(papers)}` });
      yield chunk;
    }
  }
  try {
    const lines = countLines(await library.exportPapers(request, { signal }));
    const chunks = format === "jsonl" ? lines : formatReferences(lines, format);
    if (out === undefined) await terminal.send(chunks, { gzip, signal });
    else await writeFileAtomically(out, chunks, { gzip, signal });
  } catch (error) {
    if (signal.aborted) return exitCodes.stopped;
    throw error;
  } finally {
    progress.end();
  }
  if (globals.json) terminal.printJson({ papers, file: out });
  else if (out !== undefined) terminal.note(`${formatCount(papers)} ${papers === 1 ? "paper" : "papers"} in ${out}.`);
  return papers > 0 ? exitCodes.ok : exitCodes.nothingFound;
}

async function* formatReferences(
  lines: AsyncIterable<Uint8Array>,
  format: Exclude<ExportFormat, "jsonl">,
): AsyncGenerator<Uint8Array> {
  const { head, write, tail } = createReferenceWriter(format);
  yield Buffer.from(head);
  for await (const record of parseJsonLines(lines)) {
    if ("value" in record) yield Buffer.from(write(record.value as Paper));
  }
  yield Buffer.from(tail);
}

function countNewlines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
