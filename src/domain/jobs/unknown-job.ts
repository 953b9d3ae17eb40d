import { AppError } from "../../errors.js";

export function createUnknownJobError(id: string): AppError {
  return new AppError("not_found", `There is no job ${id}.`);
}
