import { AppError, type AppErrorOptions, type ErrorCode, type ErrorDetail } from "../errors.js";

export interface ClientErrorOptions extends AppErrorOptions {
  readonly status?: number;
}

/**
 * What a server answers as problem details (RFC 9457). The code is `unavailable`, and there is no status, when no answer
 * came in time, or none that is paperkin's.
 */
export class PaperkinError extends AppError {
  /** Of HTTP. */
  readonly status: number | undefined;

  constructor(code: ErrorCode, detail: string, { status, ...options }: ClientErrorOptions = {}) {
    super(code, detail, options);
    this.name = "PaperkinError";
    this.status = status;
  }

  /** What was wrong, in a sentence. */
  get detail(): string {
    return this.message;
  }

  /** Where bad input was bad, and what was expected there. */
  get errors(): readonly ErrorDetail[] {
    return this.details;
  }
}
