import { AppError, describeError, type ErrorCode } from "../errors.js";
import type { Terminal } from "./terminal.js";

export interface ErrorReport {
  readonly json: boolean;
  /** Shows the stack, and those of the causes. */
  readonly debug: boolean;
}

/** Says on stderr what went wrong and what may help; with `--json` as `{"error":{"code","message"}}`. */
export function reportError(error: unknown, terminal: Pick<Terminal, "note">, { json, debug }: ErrorReport): void {
  const code = error instanceof AppError ? error.code : "internal";
  const message = describeError(error);
  if (json) {
    terminal.note(JSON.stringify({ error: { code, message } }));
  } else {
    terminal.note(`paperkin: ${message}`);
    const hint = findHint(code, message);
    if (hint !== undefined) terminal.note(hint);
  }
  if (debug) terminal.note(formatStacks(error));
}

const hints: Partial<Record<ErrorCode, string>> = {
  folder_in_use: "A running server can be asked instead: add --url http://127.0.0.1:3000 (its address).",
  unauthorized: "Give a key with --api-key, or in API_KEYS.",
  overloaded: "Try again in a moment.",
  internal: "This is a defect of paperkin. Run it again with --debug to see where.",
};

/** A message that names the way out already needs no second one. */
function findHint(code: ErrorCode, message: string): string | undefined {
  return message.includes("--url") ? undefined : hints[code];
}

function formatStacks(error: unknown): string {
  const stacks: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) stacks.push(cause.stack ?? cause.message);
  return stacks.join("\ncaused by ");
}
