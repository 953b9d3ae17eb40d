import { isUnknownPaper } from "../domain/paper/unknown-paper.js";
import { AppError, describeError, type ErrorCode } from "../errors.js";
import type { Terminal } from "./terminal.js";

export interface ErrorReport {
  readonly json: boolean;
  /** Shows the stack, and those of the causes. */
  readonly debug: boolean;
  /** A hint that replaces the one of the error code. */
  readonly hint?: string;
}

/** Prints the error and a hint to stderr; with `--json` as `{"error":{"code","message"}}`. */
export function reportError(error: unknown, terminal: Pick<Terminal, "note">, report: ErrorReport): void {
  const { json, debug } = report;
  const code = error instanceof AppError ? error.code : "internal";
  const message = describeError(error);
  if (json) {
    terminal.note(JSON.stringify({ error: { code, message } }));
  } else {
    terminal.note(`paperkin: ${message}`);
    const hint = report.hint ?? findHint(error);
    if (hint !== undefined) terminal.note(hint);
  }
  if (debug) terminal.note(formatStacks(error));
}

const hints: Partial<Record<ErrorCode, string>> = {
  unauthorized: "Give a key with --api-key, or in API_KEYS.",
  too_many: "Try again in a moment.",
  overloaded: "Try again in a moment.",
  damaged: "To find out what is wrong with the installation, run: paperkin doctor",
  internal: "This is a defect of paperkin. Run it again with --debug to see where.",
};

function findHint(error: unknown): string | undefined {
  if (isUnknownPaper(error)) return "To find its id, run: paperkin search <its title>";
  return hints[error instanceof AppError ? error.code : "internal"];
}

function formatStacks(error: unknown): string {
  const stacks: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) stacks.push(cause.stack ?? cause.message);
  return stacks.join("\ncaused by ");
}
