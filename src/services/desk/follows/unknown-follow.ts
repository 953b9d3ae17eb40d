import { AppError } from "../../../errors.js";

export function createUnknownFollowError(id: string): AppError {
  return new AppError("not_found", `There is no follow ${id}.`);
}
