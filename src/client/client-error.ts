import type { TableHead } from "../domain/tables/table-head.js";
import { AppError, type AppErrorOptions, type ErrorCode, type ErrorDetail } from "../errors.js";

export interface ClientErrorOptions extends AppErrorOptions {
  readonly status?: number;
  readonly timedOut?: boolean;
}

export interface Workbook {
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/**
 * An error that a server answers as problem details (RFC 9457). Without an answer, or with one that is not from
 * paperkin, the code is `unavailable`; without an answer there is no status either.
 */
export class PaperkinError extends AppError {
  /** The HTTP status. */
  readonly status: number | undefined;
  /** Whether no answer came within `timeoutMs`. */
  readonly timedOut: boolean;

  constructor(code: ErrorCode, detail: string, { status, timedOut = false, ...options }: ClientErrorOptions = {}) {
    super(code, detail, options);
    this.name = "PaperkinError";
    this.status = status;
    this.timedOut = timedOut;
  }

  /** What was wrong, in a sentence. */
  get detail(): string {
    return this.message;
  }

  /** The columns of a table of which none is known to have the titles. */
  get table(): TableHead | undefined {
    return this.members["table"] as TableHead | undefined;
  }

  /** The sheet of the workbook with that table, and all its sheets, if there are several. */
  get workbook(): Workbook | undefined {
    const { sheet, sheets } = this.members;
    return typeof sheet === "string" && Array.isArray(sheets) ? { sheet, sheets: sheets as string[] } : undefined;
  }

  /** Which fields of the input were wrong, and what was expected there. */
  get errors(): readonly ErrorDetail[] {
    return this.details;
  }
}
