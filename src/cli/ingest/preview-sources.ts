import type { FoundSource } from "../../domain/sources/paper-format.js";
import type { PreviewCounts } from "../../domain/ingest/preview.js";
import { AppError } from "../../errors.js";
import { type CommandContext, type ExitCode, exitCodes, type PaperLibrary } from "../context.js";
import type { FileSource, FoundSources, IngestSource } from "./find-sources.js";
import { formatPassedOver, type PassedOver, passOver } from "./passed-over.js";
import { formatBytes, formatPapers } from "../../domain/text/amounts.js";
import { formatPreview, formatTotal, type PreviewedFile } from "../print/preview.js";
import { createPaint } from "../../terminal/paint.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import type { ImportOptions } from "./import-papers.js";

/** Prints what the import of each file would do, and resolves with the exit code that the import would have. */
export async function previewSources(
  context: CommandContext,
  found: FoundSources,
  reading: ImportOptions["reading"],
): Promise<ExitCode> {
  const files = found.sources.map(requireFile);
  const passedOver = [...found.passedOver];
  const stop = context.listenForStop();
  const { signal } = stop;
  const previews: PreviewedFile[] = [];
  try {
    const library = await context.openLibrary("preview");
    try {
      for (const file of files) {
        const preview = await previewFile(context, file, { library, reading, signal, passedOver });
        if (preview) previews.push(preview);
      }
    } finally {
      await library.close();
    }
  } catch (error) {
    // After Ctrl-C, a failure is not an error.
    if (!signal.aborted) throw error;
    return exitCodes.stopped;
  } finally {
    stop.end();
  }
  printPreviews(context, previews, passedOver);
  return chooseExitCode(previews.map(({ preview }) => preview.counts));
}

function requireFile(source: IngestSource): FileSource {
  if ("file" in source) return source;
  throw new AppError(
    "bad_input",
    `--dry-run works only with files: ${source.address} would have to send all of its papers.`,
  );
}

interface Previewing {
  readonly library: PaperLibrary;
  readonly reading: ImportOptions["reading"];
  readonly signal: AbortSignal;
  readonly passedOver: PassedOver[];
}

/** Resolves with `undefined` for a file in a folder that does not contain papers. */
async function previewFile(
  { terminal }: CommandContext,
  { file, isListed }: FileSource,
  { library, reading, signal, passedOver }: Previewing,
): Promise<PreviewedFile | undefined> {
  const progress = createProgress({ stream: terminal.errors, label: library.remote ? "Sending" : "Reading" });
  const rate = createRate();
  const seen: { bytesDone: number; total?: number; source?: FoundSource } = { bytesDone: 0 };
  const note = (news: Partial<typeof seen>) => {
    const { bytesDone, total } = Object.assign(seen, news);
    const text = total === undefined ? formatBytes(bytesDone) : `${formatPapers(total)}  ${rate(total)}`;
    progress.update({ done: bytesDone, total: file.bytes, text });
  };
  const onBytes = (bytesDone: number) => note({ bytesDone });
  try {
    const preview = await library.previewSource(file.read({ signal, onBytes }), {
      signal,
      reading: { ...reading, name: file.name },
      onFound: (source) => note({ source }),
      onSlice: ({ total }) => note({ total }),
    });
    return { file: file.name, ...(seen.source && { source: seen.source }), preview };
  } catch (error) {
    if (!isListed || seen.source || !(error instanceof AppError) || error.code !== "bad_input") throw error;
    passedOver.push(passOver(file.name, error));
    return undefined;
  } finally {
    progress.end();
  }
}

function printPreviews(
  { terminal, globals }: CommandContext,
  previews: readonly PreviewedFile[],
  passedOver: readonly PassedOver[],
): void {
  if (globals.json) {
    terminal.printJson({ previews, passedOver });
    return;
  }
  const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
  const parts = [...previews.map((preview) => formatPreview(preview, layout)), ...formatTotal(previews, layout)];
  if (parts.length > 0) terminal.print(parts.join("\n\n"));
  if (passedOver.length > 0) terminal.note("");
  for (const line of formatPassedOver(passedOver, terminal.columns)) terminal.note(line);
  terminal.note("\nNothing was imported: this was a dry run.");
}

function chooseExitCode(counts: readonly PreviewCounts[]): ExitCode {
  const total = counts.reduce((sum, count) => sum + count.total, 0);
  if (total === 0) return exitCodes.nothingFound;
  return total === counts.reduce((sum, { failed }) => sum + failed, 0) ? exitCodes.error : exitCodes.ok;
}
