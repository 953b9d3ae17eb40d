import { once } from "node:events";
import { createInterface } from "node:readline";
import { Readable, type Writable } from "node:stream";
import { styleText } from "node:util";
import { wrapText } from "./fit-text.js";
import { writeBytes, type WriteOptions } from "./write-bytes.js";

/** Where a command writes: results on stdout, all else on stderr. */
export interface Terminal {
  print(text: string): void;
  /** Lines too long for a terminal are broken between words. */
  note(text: string): void;
  /** One JSON document, the only thing on stdout with `--json`. */
  printJson(document: unknown): void;
  /** Bytes as they are to stdout, no faster than its reader takes them; ends without a word when that has seen enough. */
  send(chunks: AsyncIterable<Uint8Array>, options: WriteOptions): Promise<void>;
  /** Width of stdout. */
  readonly columns: number;
  /** Whether stdout shows colours. */
  readonly colours: boolean;
  readonly errors: TerminalStream;
  /** Whether the terminal is interactive. */
  readonly asks: boolean;
  /** One line of answer; none at all when the input ends. */
  ask(question: string): Promise<string>;
}

/** What is used of `process.stdout` and `process.stderr`. */
export type TerminalStream = Writable & Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

export interface TerminalOptions {
  readonly output: TerminalStream;
  readonly errors: TerminalStream;
  readonly input?: Readable & { readonly isTTY?: boolean };
}

const columnsOfNoTerminal = 80;
/** Lines beyond this are hard to read, however wide the window is. */
const maxColumns = 140;

export function createTerminal({ output, errors, input }: TerminalOptions): Terminal {
  for (const stream of [output, errors]) stream.on("error", ignoreClosedPipe);
  return {
    print: (text) => void output.write(`${text}\n`),
    note: (text) => void errors.write(`${errors.isTTY ? wrapLines(text, errors.columns) : text}\n`),
    printJson: (document) => void output.write(`${JSON.stringify(document, undefined, 2)}\n`),
    send: (chunks, options) => sendBytes(output, chunks, options),
    get columns() {
      return Math.min(maxColumns, output.columns ?? columnsOfNoTerminal);
    },
    colours: showsColours(output),
    errors,
    asks: input?.isTTY === true && errors.isTTY === true,
    async ask(question) {
      errors.write(question);
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
    // Stdout stays open: it is not this command's alone.
    await writeBytes(output, chunks, { ...options, end: false });
  } catch (error) {
    if (!/^(EPIPE|ERR_STREAM_(DESTROYED|PREMATURE_CLOSE))$/.test((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
  }
}

/** Node's own check, which respects NO_COLOR, FORCE_COLOR and TERM=dumb: a styled text is longer where styles are shown. */
function showsColours(stream: TerminalStream): boolean {
  return styleText("bold", "x", { stream, validateStream: true }) !== "x";
}

function wrapLines(text: string, columns = columnsOfNoTerminal): string {
  return text
    .split("\n")
    .flatMap((line) => {
      const margin = /^ */.exec(line)?.[0] ?? "";
      const room = Math.max(20, columns - margin.length);
      return wrapText(line.slice(margin.length), room).map((part) => margin + part);
    })
    .join("\n");
}

/** A reader that has seen enough, such as `head`, is no error; the command ends in order without it. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
