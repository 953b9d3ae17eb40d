import { once } from "node:events";
import { createInterface } from "node:readline";
import { Readable, type Writable } from "node:stream";
import { styleText } from "node:util";
import { cleanOutput, wrapText } from "./fit-text.js";
import { writeBytes, type WriteOptions } from "./write-bytes.js";

/** The output of a command: results on stdout, everything else on stderr. */
export interface Terminal {
  print(text: string): void;
  /** Wraps lines that are too long for the terminal. */
  note(text: string): void;
  /** One JSON document, the only thing on stdout with `--json`. */
  printJson(document: unknown): void;
  /** Writes raw bytes to stdout at the reader's pace, and ends silently when the reader closes the pipe. */
  send(chunks: AsyncIterable<Uint8Array>, options: WriteOptions): Promise<void>;
  /** Width of stdout. */
  readonly columns: number;
  /** Whether stdout shows colours. */
  readonly colours: boolean;
  readonly errors: TerminalStream;
  /** Whether the terminal is interactive. */
  readonly isInteractive: boolean;
  /** Reads one line; empty when the input ends. */
  ask(question: string): Promise<string>;
}

/** The part of `process.stdout` and `process.stderr` that is used. */
export type TerminalStream = Writable & Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

export interface TerminalOptions {
  readonly output: TerminalStream;
  readonly errors: TerminalStream;
  readonly input?: Readable & { readonly isTTY?: boolean };
}

const fallbackColumns = 80;
/** Longer lines are hard to read, however wide the window is. */
const maxColumns = 140;

export function createTerminal({ output, errors, input }: TerminalOptions): Terminal {
  for (const stream of [output, errors]) stream.on("error", ignoreClosedPipe);
  return {
    print: (text) => void output.write(`${cleanOutput(text)}\n`),
    note(text) {
      const clean = cleanOutput(text);
      errors.write(`${errors.isTTY ? wrapLines(clean, errors.columns) : clean}\n`);
    },
    printJson: (document) => void output.write(`${JSON.stringify(document, undefined, 2)}\n`),
    send: (chunks, options) => sendBytes(output, chunks, options),
    get columns() {
      return Math.min(maxColumns, output.columns ?? fallbackColumns);
    },
    colours: showsColours(output),
    errors,
    isInteractive: input?.isTTY === true && errors.isTTY === true,
    async ask(question) {
      errors.write(cleanOutput(question));
      const lines = createInterface({ input: input ?? Readable.from([]) });
      const ended = new AbortController();
      try {
        const answer = once(lines, "line", { signal: ended.signal }) as Promise<[string]>;
        lines.once("close", () => ended.abort());
        return (await answer)[0];
      } catch {
        errors.write("\n");
        return "";
      } finally {
        lines.close();
      }
    },
  };
}

/** The terminal of this process. */
export function openTerminal(): Terminal {
  return createTerminal({ output: process.stdout, errors: process.stderr, input: process.stdin });
}

async function sendBytes(output: Writable, chunks: AsyncIterable<Uint8Array>, options: WriteOptions): Promise<void> {
  try {
    // Stdout stays open for other output.
    await writeBytes(output, chunks, { ...options, end: false });
  } catch (error) {
    if (!/^(EPIPE|ERR_STREAM_(DESTROYED|PREMATURE_CLOSE))$/.test((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
  }
}

/** Node's own check, which respects NO_COLOR, FORCE_COLOR and TERM=dumb: it lengthens the text only if it styles it. */
function showsColours(stream: TerminalStream): boolean {
  return styleText("bold", "x", { stream, validateStream: true }) !== "x";
}

function wrapLines(text: string, columns = fallbackColumns): string {
  return text
    .split("\n")
    .flatMap((line) => {
      const margin = /^ */.exec(line)?.[0] ?? "";
      const room = Math.max(20, columns - margin.length);
      return wrapText(line.slice(margin.length), room).map((part) => margin + part);
    })
    .join("\n");
}

/** A reader that closes the pipe early, such as `head`, is not an error; the command ends normally. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
