import type { MessagePort } from "node:worker_threads";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import type { AppErrorOptions, ErrorCode } from "../../../errors.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";

/** One source to read in a thread. */
export interface ReadTask {
  readonly format: PaperFormat["name"];
  readonly options: FormatOptions;
  readonly port: MessagePort;
  readonly progress: ReadProgress;
}

/** Shared memory, one number each. */
export interface ReadProgress {
  /** 0 until the thread begins, then incremented about twice a second while it gives way. */
  readonly turns: Int32Array;
  /** Incremented with each chunk that it takes and each record that it posts. */
  readonly steps: Int32Array;
  /** 1 while it waits for bytes, or for records to be taken. */
  readonly waits: Int32Array;
}

/** Each asks for one more chunk, so this many are on their way. */
export const chunksAhead = 4;
/** Records that are posted before the first of them is taken, and how many are told to be taken at a time. */
export const recordsAhead = 64;
export const recordsTold = 32;

export type FromThread =
  | { readonly needs: "chunk" }
  | { readonly opened: Omit<OpenedFormat, "records"> }
  /** Posted one by one: what was read before a thread had to be ended is not lost. */
  | { readonly record: SourceRecord }
  | { readonly ended: true }
  | { readonly failed: SentError };

export type ToThread =
  | { readonly chunk: Uint8Array }
  | { readonly ended: true }
  /** The source cannot be read; its error stays where it is. */
  | { readonly broken: true }
  | { readonly taken: number };

/** An `AppError`, whose class does not survive the passage; without a code, a defect. */
export interface SentError extends Pick<AppErrorOptions, "details" | "members"> {
  readonly code?: ErrorCode;
  readonly message: string;
}
