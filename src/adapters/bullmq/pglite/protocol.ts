import type { MessagePort } from "node:worker_threads";

/** The one task of the thread; it lasts as long as the database is open. */
export interface PgliteTask {
  readonly folder: string;
  readonly port: MessagePort;
}

/** A request from the pool to the thread of PGlite. */
export interface PgliteRequest {
  readonly id: number;
  /** Without a text the request closes the database. */
  readonly text?: string;
  /** Without parameters the text may hold several statements. */
  readonly parameters?: readonly unknown[];
}

export type PgliteReply =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly rowCount: number }
  | { readonly id: number; readonly error: PgliteFailure }
  /** A received NOTIFY. */
  | { readonly channel: string; readonly payload: string };

/** The fields of an error that BullMQ reads; classes are lost between threads. */
export interface PgliteFailure {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
}

/** The id of the reply that reports that the database is open. */
export const openingId = 0;
