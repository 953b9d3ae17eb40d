/** Options of a call that may become pointless before it ends. */
export interface CallOptions {
  /** Aborts when nobody waits for the answer any more, as when an HTTP client disconnects: the call ends with its reason. */
  readonly signal?: AbortSignal | undefined;
}
