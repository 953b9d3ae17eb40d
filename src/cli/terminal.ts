import type { Writable } from "node:stream";

/** Where a command writes: results on stdout, all else on stderr. */
export interface Terminal {
  print(text: string): void;
  note(text: string): void;
  /** One JSON document, the only thing on stdout with `--json`. */
  printJson(document: unknown): void;
  /** Width of stdout. */
  readonly columns: number;
  /** Whether stdout shows colours. */
  readonly colours: boolean;
  readonly errors: TerminalStream;
}

/** What is used of `process.stdout` and `process.stderr`. */
export type TerminalStream = Writable & Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns" | "hasColors">>;

const columnsOfNoTerminal = 80;
/** Lines beyond this are hard to read, however wide the window is. */
const mostColumns = 140;

export function createTerminal(output: TerminalStream, errors: TerminalStream): Terminal {
  for (const stream of [output, errors]) stream.on("error", ignoreClosedPipe);
  return {
    print: (text) => void output.write(`${text}\n`),
    note: (text) => void errors.write(`${text}\n`),
    printJson: (document) => void output.write(`${JSON.stringify(document, undefined, 2)}\n`),
    get columns() {
      return Math.min(mostColumns, output.columns ?? columnsOfNoTerminal);
    },
    // Node's own check heeds NO_COLOR, FORCE_COLOR and TERM=dumb.
    colours: output.isTTY === true && output.hasColors?.() === true,
    errors,
  };
}

/** A reader that has seen enough, such as `head`, is no error; the command ends in order without it. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
