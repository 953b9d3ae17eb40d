import type { Preview, PreviewCounts } from "../domain/preview.js";
import { type CommandContext, type ExitCode, exitCodes, type PaperLibrary } from "./context.js";
import { formatBytes, formatPapers } from "./format-numbers.js";
import { formatPreview } from "./format-preview.js";
import { createPaint } from "./paint.js";
import type { PaperFile } from "./paper-files.js";
import { createProgress, createRate } from "./progress.js";

interface FilePreview {
  readonly file: string;
  readonly preview: Preview;
}

/** Tells of each file what taking it in would do, and gives the exit code that it would end with. */
export async function previewFiles(context: CommandContext, files: readonly PaperFile[]): Promise<ExitCode> {
  const { terminal, globals } = context;
  const stop = context.listenForStop();
  const previews: FilePreview[] = [];
  try {
    const library = await context.openLibrary({ previews: true });
    try {
      for (const papers of files) {
        const preview = await previewFile(context, { library, papers, signal: stop.signal });
        previews.push({ file: papers.name, preview });
      }
    } finally {
      await library.close();
    }
  } catch (error) {
    // After Ctrl-C whatever breaks off is no error.
    if (!stop.signal.aborted) throw error;
    return exitCodes.stopped;
  } finally {
    stop.end();
  }
  if (globals.json) terminal.printJson({ previews });
  else {
    const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
    terminal.print(previews.map(({ file, preview }) => formatPreview(file, preview, layout)).join("\n\n"));
    terminal.note("\nNothing was taken in: this was a dry run.");
  }
  return chooseExitCode(previews.map(({ preview }) => preview.counts));
}

interface Previewing {
  readonly library: PaperLibrary;
  readonly papers: PaperFile;
  readonly signal: AbortSignal;
}

async function previewFile({ terminal }: CommandContext, { library, papers, signal }: Previewing): Promise<Preview> {
  const progress = createProgress({ stream: terminal.errors, label: library.remote ? "Sending" : "Reading" });
  const rate = createRate();
  let total: number | undefined;
  let bytesDone = 0;
  const show = () => {
    const text = total === undefined ? formatBytes(bytesDone) : `${formatPapers(total)}  ${rate(total)}`;
    progress.update({ done: bytesDone, total: papers.bytes, text });
  };
  const onBytes = (bytes: number) => {
    bytesDone = bytes;
    show();
  };
  const onSlice = (counts: PreviewCounts) => {
    ({ total } = counts);
    show();
  };
  try {
    return await library.previewLines(papers.read({ signal, onBytes }), { signal, onSlice });
  } finally {
    progress.end();
  }
}

function chooseExitCode(counts: readonly PreviewCounts[]): ExitCode {
  const total = counts.reduce((sum, count) => sum + count.total, 0);
  if (total === 0) return exitCodes.nothingFound;
  return total === counts.reduce((sum, { rejected }) => sum + rejected, 0) ? exitCodes.error : exitCodes.ok;
}
