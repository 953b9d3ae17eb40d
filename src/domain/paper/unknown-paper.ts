import { AppError } from "../../errors.js";

/** For an id that names no paper. The detail tells it from a folder, a job or a model that is missing, also over HTTP. */
export function refuseUnknownPaper(id: string): AppError {
  return new AppError("not_found", `There is no paper ${id}.`, { details: [{ path: "id", message: "no such paper" }] });
}

export function isUnknownPaper(error: unknown): boolean {
  return error instanceof AppError && error.code === "not_found" && error.details.some(({ path }) => path === "id");
}
