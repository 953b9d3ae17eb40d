import { PaperkinError } from "../../../client/client-error.js";
import { EmptyFileError } from "./entry-queue.js";

/** What went wrong with a file, and what to do about it. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
  /** Whether a retry may succeed. */
  readonly canRetry: boolean;
}

/** @param of what was being done with the file */
export function explainProblem(problem: unknown, of: "reading" | "sending"): Explanation {
  if (problem instanceof EmptyFileError)
    return { title: "This file is empty.", detail: "It contains no data.", canRetry: false };
  if (!(problem instanceof PaperkinError))
    return { title: "Something went wrong on this page.", detail: String(problem), canRetry: true };
  const { status, message } = problem;
  if (status === undefined) {
    const kept =
      of === "sending"
        ? "Papers that have arrived are kept; upload the file again to add the others."
        : "Nothing was added.";
    return {
      title: "The connection was lost.",
      detail: `The server may have stopped, or the file changed or moved while it was read. ${kept}`,
      canRetry: true,
    };
  }
  if (problem.table)
    return {
      title: "Which column has the titles?",
      detail: "No column of this table is known to have them. Choose Title above the column that does.",
      canRetry: false,
    };
  if (status === 413) return { title: "The file is too large.", detail: message, canRetry: false };
  if (status === 429 || status === 503)
    return { title: "The server cannot accept the file right now.", detail: message, canRetry: true };
  if (status < 500) return { title: "The server could not read the file.", detail: message, canRetry: false };
  return { title: "The server failed.", detail: `${message} (status ${status})`, canRetry: true };
}
