import { Piscina } from "piscina";
import type { PdfGuess } from "../../../domain/pdf/guess-paper.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { joinBytes } from "../../../domain/sources/peek-source.js";
import { formatBytes } from "../../../domain/text/amounts.js";
import { AppError, describeError } from "../../../errors.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { resolveThreadEntry } from "../../thread-entry.js";

export interface PdfFormatOptions {
  /** How long the first pages of one file may take. */
  readonly timeoutMs?: number;
}

/** The contents of a PDF are found from its end, so it is held in memory. */
const maxFileBytes = 64 * 1024 * 1024;
/** Of all files that are being received. */
const maxHeldBytes = 4 * maxFileBytes;
const maxHeapMb = 512;

/**
 * A PDF: one paper, guessed from its first pages with pdf.js (unpdf). Each file is read in a thread, which is ended when
 * the file takes too long or too much memory; the next file gets a new one.
 */
export function createPdfFormat({ timeoutMs = 20_000 }: PdfFormatOptions = {}): PaperFormat {
  let pool: Piscina | undefined;
  let heldBytes = 0;
  const hold = (bytes: number) => {
    heldBytes += bytes;
    if (heldBytes > maxHeldBytes)
      throw new AppError("overloaded", "Too many PDFs are being read at once. Try again soon.");
  };
  const guess = async (bytes: Uint8Array<ArrayBuffer>): Promise<PdfGuess> => {
    pool ??= openPool();
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), timeoutMs);
    try {
      return (await pool.run(bytes, { transferList: [bytes.buffer], signal: clock.signal })) as PdfGuess;
    } catch (error) {
      if (clock.signal.aborted) return { reason: `the PDF takes longer than ${timeoutMs / 1000} seconds to read` };
      return { reason: `the PDF cannot be read: ${describeError(error)}` };
    } finally {
      clearTimeout(timer);
    }
  };
  async function* read(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        hold(chunk.length);
        if (bytes > maxFileBytes) {
          yield { line: 1, reason: `the PDF is larger than ${formatBytes(maxFileBytes)}` };
          return;
        }
        parts.push(chunk);
      }
      yield toRecord(await guess(copyBytes(parts)));
    } finally {
      heldBytes -= bytes;
    }
  }
  return { name: "pdf", open: async (chunks) => ({ records: read(chunks) }) };
}

function openPool(): Piscina {
  return new Piscina({
    ...resolveThreadEntry(import.meta.url, "./thread"),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    // Queries have priority. Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? 10 : 0,
  });
}

/** Moved to the thread, so it must not share its memory with other chunks. */
function copyBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(joinBytes(parts));
}

function toRecord(guess: PdfGuess): SourceRecord {
  if ("reason" in guess) return { line: 1, reason: guess.reason };
  const { paper } = guess;
  const parts = ["title", "abstract", "authors"].filter((field) => field in paper);
  const list =
    parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)} are guesses` : "the title is a guess";
  return { line: 1, value: paper, notices: [`${list} from the first pages of the PDF`] };
}
