import { type Command, Option } from "commander";
import { exportFormats, type ExportFormat } from "../../../domain/export/format.js";
import { collectionExportQuerySchema } from "../../../domain/collections/file-requests.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import { AppError } from "../../../errors.js";
import { cleanLine } from "../../../terminal/fit-text.js";
import { writeFileAtomically } from "../../../terminal/write-file.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { waitForVectors } from "../../ingest/import-papers.js";
import { findPaperFile } from "../../ingest/paper-files.js";
import { formatFacts } from "../../print/collections.js";
import { parseRequest } from "../../options.js";
import { findCollection, withLibrary } from "./with-collection.js";

interface ImportOptions {
  readonly into?: string;
  readonly name?: string;
}

/** Importing files into collections, and exporting collections. */
export function addFileCommands(collections: Command, run: RunCommand): void {
  const load = collections
    .command("import")
    .description("makes a collection of a file, or adds its papers to one")
    .argument("<file>", "a file in any format that ingest reads; - for standard input")
    .option("--into <collection>", "add to this collection instead of a new one")
    .option("--name <name>", "name of the new collection; by default that of the file");
  describeHelp(load, {
    examples: ["paperkin collections import library.bib", "paperkin collections import export.ris --into thesis"],
    notes: [
      "Notes, tags and citation keys come along from BibTeX (Zotero, JabRef, Mendeley), RIS, CSL-JSON, Zotero's CSV and exports of paperkin, and ratings and read marks where the format has them.",
      "Papers that the library has are added to the collection as well.",
    ],
    json: '{"job", "collection", "entries": {"added", "changed", "unchanged"}, "failures": [{"line"?, "id"?, "reason"}]}.',
    exitCodes: "0 imported, 2 error (also for records that were refused), 130 stopped",
  });
  load.action((file: string, options: ImportOptions) => run(load, (context) => importFile(context, file, options)));

  const save = collections
    .command("export")
    .description("writes a collection for another program")
    .argument("<collection>", "name or id")
    .option("-o, --out <file>", "write this file, whole or not at all; gzipped if its name ends in .gz")
    .addOption(new Option("--format <name>", "output format").choices(exportFormats).default("bibtex"))
    .option("--decisions", "also excluded papers, with all decisions and reasons in csv and jsonl");
  describeHelp(save, {
    examples: [
      "paperkin collections export thesis --out thesis.bib",
      "paperkin collections export thesis --format csv --decisions > screening.csv",
    ],
    notes: [
      "csv and jsonl hold everything; bibtex, ris and csl hold notes, tags and keys as other programs read them.",
    ],
    json: '{"papers", "file"}, and the papers go to the file of --out.',
    exitCodes: "0 written, 2 error, 130 stopped without writing the file",
  });
  save.action((named: string, options: SaveOptions) =>
    run(save, (context) => exportCollection(context, named, options)),
  );
}

async function importFile(context: CommandContext, path: string, { into, name }: ImportOptions): Promise<ExitCode> {
  if (into !== undefined && name !== undefined)
    throw new AppError("bad_input", "--into and --name exclude each other.");
  const file = await findPaperFile(path, context.input);
  const stop = context.listenForStop();
  try {
    return await withLibrary(
      context,
      async (library) => {
        const target =
          into === undefined ? { name: name ?? nameAfter(file.name) } : await findCollection(library, into);
        const chunks = file.read({ signal: stop.signal });
        const { signal } = stop;
        const imported = await library.importCollection(chunks, { target, signal, reading: { name: file.name } });
        const jobs = [{ name: file.name, job: imported.job }];
        await waitForVectors({ library, terminal: context.terminal, signal, imported: jobs }, true);
        return await reportImport(context, library, imported);
      },
      "ingest",
    );
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.stopped;
    throw error;
  } finally {
    stop.end();
  }
}

/** `library.bib` becomes `library`. */
function nameAfter(file: string): string {
  return file.replace(/^.*[/\\]/, "").replace(/(?:\.\w{1,8}){1,2}$/, "") || "Imported papers";
}

async function reportImport(
  { terminal, globals }: CommandContext,
  library: PaperLibrary,
  { job, collection, entries }: Awaited<ReturnType<PaperLibrary["importCollection"]>>,
): Promise<ExitCode> {
  const failures = job.counts.failed > 0 ? await library.listFailures(job.id, 20) : [];
  if (globals.json) terminal.printJson({ job, collection, entries, failures });
  else {
    const { added, changed, unchanged } = entries;
    const there = changed + unchanged === 0 ? "" : `, ${formatCount(changed + unchanged)} were there`;
    terminal.print(`${formatPapers(added)} added${there}.`);
    terminal.print(`${cleanLine(collection.name)}  ${formatFacts(collection)}`);
    for (const { line, id, reason } of failures)
      terminal.note(
        `Refused: line ${line ?? "?"}${id === undefined ? "" : `, ${cleanLine(id)}`}: ${cleanLine(reason)}.`,
      );
  }
  return failures.length > 0 ? exitCodes.error : exitCodes.ok;
}

interface SaveOptions {
  readonly out?: string;
  readonly format: ExportFormat;
  readonly decisions?: boolean;
}

async function exportCollection(
  context: CommandContext,
  named: string,
  { out, format, decisions = false }: SaveOptions,
): Promise<ExitCode> {
  const { terminal, globals } = context;
  if (out === undefined && globals.json)
    throw new AppError("bad_input", "--json requires --out, because the papers go to standard output.");
  const stop = context.listenForStop();
  const { signal } = stop;
  try {
    return await withLibrary(context, async (library) => {
      const { id, papers, excluded } = await findCollection(library, named);
      const query = parseRequest(collectionExportQuerySchema, { format, decisions: decisions ? "true" : "false" });
      const chunks = await library.exportCollection(id, query, { signal });
      if (out === undefined) await terminal.send(chunks, { gzip: false, signal });
      else await writeFileAtomically(out, chunks, { gzip: out.endsWith(".gz"), signal });
      const written = papers + (decisions ? excluded : 0);
      if (globals.json) terminal.printJson({ papers: written, file: out });
      else if (out !== undefined) terminal.note(`${formatPapers(written)} in ${out}.`);
      return exitCodes.ok;
    });
  } catch (error) {
    if (signal.aborted) return exitCodes.stopped;
    throw error;
  } finally {
    stop.end();
  }
}
