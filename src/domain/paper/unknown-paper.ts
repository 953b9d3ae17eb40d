import { AppError } from "../../errors.js";

/** The error for an unknown paper id. Its detail distinguishes it from other `not_found` errors, also over HTTP. */
export function createUnknownPaperError(id: string): AppError {
  return new AppError("not_found", `There is no paper ${id}.`, { details: [{ path: "id", message: "no such paper" }] });
}

export function isUnknownPaper(error: unknown): boolean {
  return error instanceof AppError && error.code === "not_found" && error.details.some(({ path }) => path === "id");
}
