import { type Command, Option } from "commander";
import { type VectorType, vectorTypes } from "../../domain/vector-file.js";
import { AppError } from "../../errors.js";
import type { CommandContext, ExitCode, RunCommand } from "../context.js";
import { findPaperFile, type PaperFile, standardInput } from "../paper-files.js";
import { previewFiles } from "../preview-files.js";
import { checkVectorCount, chooseVectorType, joinVectors, type VectorFile } from "../read-vectors.js";
import { reportIngest } from "../report-ingest.js";
import { type Taking, takePapers, waitForVectors } from "../take-papers.js";

interface IngestOptions {
  readonly vectors?: string;
  readonly vectorsType?: VectorType;
  readonly wait: boolean;
  readonly dryRun?: boolean;
}

export function addIngestCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("ingest")
    .summary("take in papers from JSON Lines")
    .description(
      "Takes in papers, one JSON object a line, and ends when all of them are found by meaning. Papers that are there already, unchanged, cost nothing; papers of an earlier run that still wait for their vector get it too.",
    )
    .argument("<files...>", "JSON Lines, gzipped or not; - is standard input")
    .option(
      "--vectors <file>",
      "take the papers' vectors from this file instead of computing them: one a line of the JSON Lines, in its order, little-endian, without a header",
    )
    .addOption(
      new Option("--vectors-type <type>", "float16 or float32 (default: by the extension .f16 or .f32)").choices(
        vectorTypes,
      ),
    )
    .option("--dry-run", "take nothing in; say what would be, how long it would take and what space it needs")
    .option("--no-wait", "end when the papers are kept, and leave their vectors to the next start")
    .addHelpText(
      "before",
      `Examples:
  paperkin ingest samples/papers.jsonl
  paperkin ingest --dry-run papers.jsonl
  paperkin ingest papers.jsonl.gz --vectors papers.f16
  zcat *.jsonl.gz | paperkin ingest - --url http://127.0.0.1:3000
`,
    )
    .addHelpText(
      "after",
      `
A line is {"title", "abstract"?, "authors"?, "year"?, "venue"?, "doi"?, "arxivId"?, …}; only the title is required.
Ctrl-C stops it: what was accepted is kept, and the vectors that are missing are made at the next start or ingest.
With --json: {"counts":{"total","accepted","unchanged","embedded","failed"},"failures":[{"file","line","id","reason"}],
"jobs":[id],"stopped"}, with the first 10 failures; with --dry-run too: {"previews":[{"file","preview"}]}, each preview
as POST /v1/papers?dryRun=true answers.
Exit code: 0 papers were taken in, 1 there were none, 2 error or every line was refused, 130 stopped.`,
    )
    .action((names: string[], options: IngestOptions) => run(command, (context) => ingest(context, names, options)));
}

async function ingest(context: CommandContext, names: readonly string[], options: IngestOptions): Promise<ExitCode> {
  const vectors = chooseVectors(context, names, options);
  const files: PaperFile[] = [];
  for (const name of names) files.push(await findPaperFile(name, context.input));
  if (options.dryRun) return previewFiles(context, files);
  const stop = context.listenForStop();
  stop.signal.addEventListener("abort", () =>
    context.terminal.note("\nStopping: what is under way is finished and saved. Ctrl-C again ends at once."),
  );
  try {
    // When the vectors come along there is nothing to embed, and neither the queue nor the model needs to start.
    const library = await context.openLibrary({ creates: true, embeds: !vectors && options.wait });
    try {
      const taking = { library, terminal: context.terminal, signal: stop.signal, taken: [] };
      await stopQuietly(stop.signal, () => takeAll(taking, files, vectors));
      if (options.wait) await stopQuietly(stop.signal, () => waitForVectors(taking, !vectors));
      return await reportIngest({
        ...taking,
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

function chooseVectors(
  { globals }: CommandContext,
  names: readonly string[],
  options: IngestOptions,
): VectorFile | undefined {
  const { vectors: path, vectorsType } = options;
  if (path === undefined) {
    if (vectorsType !== undefined)
      throw new AppError("bad_input", "--vectors-type says how the file of --vectors is kept: give both.");
    return undefined;
  }
  if (globals.url !== undefined)
    throw new AppError(
      "bad_input",
      "--vectors needs the data folder itself: stop the server, then run it without --url.",
    );
  const [name] = names;
  if (names.length !== 1 || name === standardInput) {
    throw new AppError(
      "bad_input",
      "--vectors goes with one file of papers, which is counted before anything is kept.",
    );
  }
  return { path, type: chooseVectorType(path, vectorsType) };
}

/** After Ctrl-C whatever breaks off is no error. */
async function stopQuietly(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function takeAll(taking: Taking, files: readonly PaperFile[], vectors: VectorFile | undefined): Promise<void> {
  if (!vectors) {
    for (const papers of files) await takePapers(taking, { papers });
    return;
  }
  const { dimensions } = (await taking.library.readStats()).model;
  for (const papers of files) {
    await checkVectorCount({ vectors, papers, dimensions, signal: taking.signal });
    await takePapers(taking, { papers, withVectors: (records) => joinVectors(records, vectors, dimensions) });
  }
}
