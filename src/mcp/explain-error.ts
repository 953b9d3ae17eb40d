import { isUnknownPaper } from "../domain/paper/unknown-paper.js";
import { AppError, describeError, type ErrorCode } from "../errors.js";

/** What a model reads when a tool fails: what is wrong and what to do about it, without a stack. */
export function explainError(error: unknown): { readonly message: string; readonly isDefect: boolean } {
  const isDefect = !(error instanceof AppError) || error.code === "internal" || error.code === "damaged";
  if (isDefect) return { message: "Something failed in paperkin; its log says what.", isDefect };
  const message = describeError(error);
  const hint = isUnknownPaper(error) ? "Take ids from the answers of search_papers." : hints[error.code];
  return { message: hint === undefined ? message : `${message} ${hint}`, isDefect };
}

const hints: Partial<Record<ErrorCode, string>> = {
  conflict: "It is embedded within seconds after its ingest: try again then.",
  overloaded: "Try again in some seconds.",
  unauthorized: "This MCP server needs a key in its settings: --api-key, or API_KEYS.",
  folder_in_use:
    "If another assistant uses it, it is free a minute after that one's last question. To share it at any time, run paperkin serve on that folder: all assistants then use that server.",
};
