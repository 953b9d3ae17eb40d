import { type Command, InvalidArgumentError, Option } from "commander";
import { type ColumnMapping, parseColumnChoice } from "../../domain/sources/column-mapping.js";
import { jobPriorities, type JobPriority } from "../../domain/jobs/job.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { type FormatName, formatLabels, formatNames } from "../../domain/sources/paper-format.js";
import { type VectorType, vectorTypes } from "../../domain/vectors/file.js";
import { AppError } from "../../errors.js";
import type { CommandContext, ExitCode, RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { findSources, type IngestSource } from "../ingest/find-sources.js";
import { collect, parseWholeNumber } from "../options.js";
import { standardInput } from "../ingest/paper-files.js";
import { previewSources } from "../ingest/preview-sources.js";
import { checkVectorCount, chooseVectorType, joinVectors, type VectorFile } from "../ingest/read-vectors.js";
import { reportIngest } from "../ingest/report-ingest.js";
import { printStopping } from "../print/print-stopping.js";
import { type ImportOptions, type ImportRun, importSource, waitForVectors } from "../ingest/import-papers.js";

const notes = [
  "Formats, each also compressed with gzip or zstd:",
  ...formatNames.map((name) => `  ${name.padEnd(18)}${formatLabels[name]}`),
  'Each line of JSON is {"title", "abstract"?, "authors"?, "year"?, "venue"?, "doi"?, "arxivId"?, …}; only title is required.',
  "Network sources: arxiv:<query of its API>, oai:<address of a server>?set=<set> or oai:?set=cs for arXiv, openalex:<filter>, crossref:<DOI, words, or parameters such as query.author=vance&filter=type:journal-article>. paperkin sends requests at the pace they allow; an interrupted harvest resumes where it stopped.",
  "Ctrl-C keeps what was accepted; missing vectors are computed at the next start or ingest.",
];

const examples = [
  "paperkin ingest samples/papers.jsonl",
  "paperkin ingest library.bib scopus.csv ~/papers/",
  "paperkin ingest --dry-run table.csv --map title=Name --map abstract=Text",
  "paperkin ingest works.json --map title=work.name --map authors=work.by.name",
  "paperkin ingest arxiv-snapshot.json --category cs.CL --year-from 2020",
  'paperkin ingest "arxiv:cat:cs.CL" --from 2024-01-01 --max 500',
  "paperkin ingest --complete ~/papers/",
  "paperkin ingest papers.jsonl.gz --vectors papers.f16",
  "zcat *.jsonl.gz | paperkin ingest - --url http://127.0.0.1:3000",
];

interface IngestOptions {
  readonly format?: FormatName;
  readonly map?: readonly ColumnMapping[];
  readonly sheet?: string;
  readonly category?: readonly string[];
  readonly yearFrom?: number;
  readonly yearTo?: number;
  readonly from?: string;
  readonly max?: number;
  readonly vectors?: string;
  readonly vectorsType?: VectorType;
  readonly priority?: JobPriority;
  readonly wait: boolean;
  readonly complete?: boolean;
  readonly dryRun?: boolean;
}

export function addIngestCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("ingest")
    .summary("import papers from files and from the network")
    .description(
      "Imports papers, and ends when search by meaning finds all of them. The format of each file is detected from its content; files of a folder that contain no papers are listed at the end. Papers that are already stored and unchanged are skipped; papers of an earlier run that still wait for a vector get it too.",
    )
    .argument("<sources...>", "files, folders, patterns, - for stdin, or arxiv:…, oai:…, openalex:…, crossref:…")
    .addOption(new Option("--format <name>", "format of the files").choices(formatNames))
    .option(
      "--map <field=column>",
      "for a table: which column fills which field; for JSON, which path, such as title=bibjson.title; may be repeated",
      collect(readChoice),
    )
    .option("--sheet <name>", "for a workbook: which sheet (default: the first one with titles)")
    .option("--category <name>", "only papers in this category, cs for all of cs.*; may be repeated", collect(String))
    .option("--year-from <year>", "only papers from this year or later", parseWholeNumber(1000, 3000))
    .option("--year-to <year>", "only papers from this year or earlier", parseWholeNumber(1000, 3000))
    .option("--from <date>", "network sources: only papers from this date or later", readDate)
    .option("--max <number>", "network sources: max number of papers", parseWholeNumber(1, 10_000_000))
    .option(
      "--vectors <file>",
      "read the vectors from this file instead of computing them: one per paper, in the same order, little-endian, without a header",
    )
    .addOption(
      new Option("--vectors-type <type>", "float16 or float32 (default: by the extension .f16 or .f32)").choices(
        vectorTypes,
      ),
    )
    .addOption(
      new Option("--priority <name>", "embed the papers before or after those of other jobs (default: normal)").choices(
        jobPriorities,
      ),
    )
    .option(
      "--complete",
      "ask Crossref and arXiv for what is missing or guessed about papers that have a DOI or an arXiv id",
    )
    .option("--dry-run", "import nothing; show what would change, how long it would take and the space it needs")
    .option("--no-wait", "end when the papers are stored, and leave their vectors to the next start")
    .action((names: string[], options: IngestOptions) => run(command, (context) => ingest(context, names, options)));
  describeHelp(command, {
    examples,
    notes,
    json: '{"counts": {"total", "accepted", "merged", "unchanged", "embedded", "failed"}, "changes": {field: {"added"?, "changed"?, "removed"?}}, "failures": [{"file", "line"?, "id"?, "reason"}], "notices": [{"file", "line"?, "id"?, "key"?, "kind", "notice"}], "jobs": [id], "sources": [{"name", "format", "columns"?}], "passedOver": [{"name", "what", "advice"?}], "stopped"}, with the first 10 failures and notices; with --dry-run {"previews": [{"file", "source": {"format", "columns"?}, "preview"}], "passedOver"}, as POST /v1/papers?dryRun=true answers.',
    exitCodes: "0 papers were imported, 1 there were none, 2 error or every paper was refused, 130 stopped",
  });
}

async function ingest(context: CommandContext, names: readonly string[], options: IngestOptions): Promise<ExitCode> {
  const vectors = chooseVectors(context, names, options);
  checkComplete(context, options);
  const found = await findSources(names, {
    input: context.input,
    format: options.format,
    isMapped: options.map !== undefined,
  });
  const { sources } = found;
  const reading = chooseReading(options);
  if (options.dryRun) return previewSources(context, found, reading);
  const stop = context.listenForStop();
  printStopping(stop.signal, context.terminal, "Stopping: finishing and saving work in progress.");
  try {
    // With imported vectors there is nothing to embed, so that neither the queue nor the model needs to start.
    const library = await context.openLibrary(
      vectors ? "acceptVectors" : options.wait && sources.length > 0 ? "ingest" : "accept",
    );
    try {
      const importRun = {
        library,
        terminal: context.terminal,
        signal: stop.signal,
        imported: [],
        passedOver: [...found.passedOver],
      };
      await stopQuietly(stop.signal, () => importAll(importRun, { ...options, sources, vectors, reading }));
      if (options.wait) await stopQuietly(stop.signal, () => waitForVectors(importRun, !vectors));
      return await reportIngest({
        ...importRun,
        json: context.globals.json === true,
        stopped: stop.signal.aborted,
      });
    } finally {
      await library.close();
    }
  } finally {
    stop.end();
  }
}

function checkComplete({ globals }: CommandContext, { complete, dryRun }: IngestOptions): void {
  if (!complete) return;
  if (globals.url !== undefined)
    throw new AppError("bad_input", "--complete needs the data folder itself, as a server contacts no other service.");
  if (dryRun) throw new AppError("bad_input", "--dry-run sends no requests: omit --complete.");
}

const oneFileOnly = "--vectors requires a single file of papers, which are counted before anything is stored.";

function chooseVectors(
  { globals }: CommandContext,
  names: readonly string[],
  options: IngestOptions,
): VectorFile | undefined {
  const { vectors: path, vectorsType, category, yearFrom, yearTo } = options;
  if (path === undefined) {
    if (vectorsType !== undefined)
      throw new AppError("bad_input", "--vectors-type describes the file of --vectors: use both.");
    return undefined;
  }
  if (globals.url !== undefined)
    throw new AppError(
      "bad_input",
      "--vectors needs the data folder itself: stop the server, then run it without --url.",
    );
  if ([category, yearFrom, yearTo].some((filter) => filter !== undefined))
    throw new AppError(
      "bad_input",
      "--vectors has one vector for each paper of the file: omit --category, --year-from and --year-to.",
    );
  const [name] = names;
  if (names.length !== 1 || name === standardInput) {
    throw new AppError("bad_input", oneFileOnly);
  }
  return { path, type: chooseVectorType(path, vectorsType) };
}

/** After Ctrl-C, a failure is not an error. */
async function stopQuietly(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

interface Wanted extends Omit<ImportOptions, "withVectors"> {
  readonly sources: readonly IngestSource[];
  readonly vectors: VectorFile | undefined;
}

async function importAll(importRun: ImportRun, { sources, vectors, ...options }: Wanted): Promise<void> {
  if (!vectors) {
    for (const source of sources) await importSource(importRun, source, options);
    return;
  }
  const { dimensions } = (await importRun.library.readStats()).model;
  for (const source of sources) {
    if (!("file" in source) || source.isListed) throw new AppError("bad_input", oneFileOnly);
    const { name } = source.file;
    const counted = importRun.library.readSource(source.file.read({ signal: importRun.signal }), {
      ...options.reading,
      name,
    });
    await checkVectorCount({ vectors, records: counted, name, dimensions });
    const withVectors = (records: AsyncIterable<SourceRecord>) => joinVectors(records, vectors, dimensions);
    await importSource(importRun, source, { ...options, withVectors });
  }
}

function chooseReading({ format, map, sheet, category, yearFrom, yearTo }: IngestOptions): ImportOptions["reading"] {
  return {
    format,
    columns: map && (Object.assign({}, ...map) as ColumnMapping),
    sheet,
    filter: { categories: category ?? [], yearFrom, yearTo },
  };
}

function readChoice(text: string): ColumnMapping {
  try {
    return parseColumnChoice(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function readDate(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError("Expected a date such as 2024-01-31.");
}
