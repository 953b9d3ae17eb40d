import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../../errors.js";
import { dataFolderNames } from "../../data-folder.js";

/**
 * Refuses a folder whose store is gone while what was made from it is still there: a new store would look like a
 * library without papers. Throws `damaged`.
 */
export function requireStore(folder: string): void {
  const size = statSync(join(folder, dataFolderNames.store), { throwIfNoEntry: false })?.size;
  if (size !== undefined && size > 0) return;
  const left = [dataFolderNames.indexes, dataFolderNames.queue].filter((name) => hasContent(join(folder, name)));
  if (left.length === 0) return;
  const what = size === undefined ? "missing" : "empty";
  throw new AppError(
    "damaged",
    `${dataFolderNames.store} is ${what} in the data folder ${folder}, although it has ${left.join(" and ")}, so its ` +
      "papers are lost or were moved. Put the file back, or restore a backup: paperkin restore <backup> --force. " +
      `To begin without papers, remove ${left.join(" and ")} as well.`,
  );
}

function hasContent(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}
