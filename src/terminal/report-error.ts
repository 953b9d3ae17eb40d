import { AppError, describeError, type ErrorCode } from "../errors.js";
import type { Terminal } from "./terminal.js";

export interface ErrorReport {
  readonly json: boolean;
  /** Shows the stack, and those of the causes. */
  readonly debug: boolean;
  /** What may help, where the error's code does not tell. */
  readonly hint?: string;
}

/** Says on stderr what went wrong and what may help; with `--json` as `{"error":{"code","message"}}`. */
export function reportError(error: unknown, terminal: Pick<Terminal, "note">, report: ErrorReport): void {
  const { json, debug } = report;
  const code = error instanceof AppError ? error.code : "internal";
  const message = describeError(error);
  if (json) {
    terminal.note(JSON.stringify({ error: { code, message } }));
  } else {
    terminal.note(`paperkin: ${message}`);
    const hint = report.hint ?? findHint(code, message);
    if (hint !== undefined) terminal.note(hint);
  }
  if (debug) terminal.note(formatStacks(error));
}

interface Hint {
  /** Only for errors that say this. */
  readonly message?: RegExp;
  readonly text: string;
}

const hints: Partial<Record<ErrorCode, Hint>> = {
  not_found: { message: /^There is no paper /, text: "Its id is shown by: paperkin search <its title>" },
  unauthorized: { text: "Give a key with --api-key, or in API_KEYS." },
  overloaded: { text: "Try again in a moment." },
  damaged: { text: "What is wrong with the installation is told by: paperkin doctor" },
  unavailable: { message: /^(The store|The data folder) /, text: "More is told by: paperkin doctor" },
  internal: { text: "This is a defect of paperkin. Run it again with --debug to see where." },
};

/** A message that names the way out already needs no second one. */
function findHint(code: ErrorCode, message: string): string | undefined {
  const hint = hints[code];
  if (!hint || message.includes("--url")) return undefined;
  return hint.message === undefined || hint.message.test(message) ? hint.text : undefined;
}

function formatStacks(error: unknown): string {
  const stacks: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) stacks.push(cause.stack ?? cause.message);
  return stacks.join("\ncaused by ");
}
