/** What an `ApiProblem` says. */
export interface Problem {
  readonly kind: "unreachable" | "late" | "answered";
  readonly status: number;
  readonly message: string;
}

/** What went wrong with a file, in words: what it is, and what can be done. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
  /** Whether the same again may go better. */
  readonly canRetry: boolean;
}

/** @param keeps whether papers were being taken in, and not only looked at */
export function explainProblem({ kind, status, message }: Problem, keeps: boolean): Explanation {
  if (kind !== "answered") {
    const kept = keeps
      ? "The papers that had arrived are kept; sending the file again takes in the others."
      : "Nothing was taken in.";
    return {
      title: "The connection broke off.",
      detail: `The server may have been stopped, or the file changed or moved while it was read. ${kept}`,
      canRetry: true,
    };
  }
  if (status === 413) return { title: "This is too large.", detail: message, canRetry: false };
  if (status === 429 || status === 503)
    return { title: "The server cannot take this just now.", detail: message, canRetry: true };
  if (status < 500) return { title: "The server could not read this.", detail: message, canRetry: false };
  return { title: "Something failed at the server.", detail: `${message} (status ${status})`, canRetry: true };
}
