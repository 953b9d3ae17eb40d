import type { MessagePort } from "node:worker_threads";

/** The one task of the thread; it lasts as long as the database is open. */
export interface PgliteTask {
  readonly folder: string;
  readonly port: MessagePort;
}

/** What the pool asks of the thread that PGlite lives in. */
export interface PgliteRequest {
  readonly id: number;
  /** Without a text the database is closed. */
  readonly text?: string;
  /** Without parameters the text may hold several statements. */
  readonly parameters?: readonly unknown[];
}

export type PgliteReply =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly rowCount: number }
  | { readonly id: number; readonly error: PgliteFailure }
  /** A NOTIFY that came in. */
  | { readonly channel: string; readonly payload: string };

/** An error's fields that BullMQ looks at; a class does not survive the way between threads. */
export interface PgliteFailure {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
}

/** The id of the reply that says that the database is open. */
export const openingId = 0;
