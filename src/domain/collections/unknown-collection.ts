import { AppError } from "../../errors.js";

/** Also for a collection of another reader, of which nobody else may know. */
export function createUnknownCollectionError(id: string): AppError {
  return new AppError("not_found", `There is no collection ${id}.`);
}
