import { isUnknownPaper } from "../domain/paper/unknown-paper.js";
import { AppError, describeError, type ErrorCode } from "../errors.js";

/** What a model reads when a tool fails: what is wrong and what to do about it, without a stack. */
export function explainError(error: unknown): { readonly message: string; readonly isDefect: boolean } {
  const isDefect = !(error instanceof AppError) || error.code === "internal" || error.code === "damaged";
  if (isDefect) return { message: "An internal error occurred in paperkin; its log has the details.", isDefect };
  const message = describeError(error);
  const hint = isUnknownPaper(error) ? "Use an id from an answer of search_papers." : hints[error.code];
  return { message: hint === undefined ? message : `${message} ${hint}`, isDefect };
}

const hints: Partial<Record<ErrorCode, string>> = {
  conflict: "A paper is embedded within seconds of its import: try again then.",
  overloaded: "Try again in a few seconds.",
  unauthorized: "This MCP server needs a key in its settings: --api-key, or API_KEYS.",
  folder_in_use:
    "If another assistant uses it, it is released a minute after that assistant's last request. To share it, run paperkin serve on that folder: all assistants then use that server.",
};
