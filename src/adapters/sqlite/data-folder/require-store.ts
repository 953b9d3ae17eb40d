import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../../errors.js";
import { dataFolderNames } from "../../data-folder.js";

/**
 * Refuses a folder whose store is gone while indexes of its papers are still there: a new store would look like a
 * library without papers. Throws `damaged`.
 */
export function requireStore(folder: string): void {
  const size = statSync(join(folder, dataFolderNames.store), { throwIfNoEntry: false })?.size;
  if (size !== undefined && size > 0) return;
  // A queue alone says nothing: it can be made before the first paper.
  if (!hasContent(join(folder, dataFolderNames.indexes))) return;
  const what = size === undefined ? "missing" : "empty";
  throw new AppError(
    "damaged",
    `${dataFolderNames.store} is ${what} in the data folder ${folder}, although it has ${dataFolderNames.indexes}, so its ` +
      "papers are lost or were moved. Put the file back, or restore a backup: paperkin restore <backup> --force. " +
      `To begin without papers, remove ${dataFolderNames.indexes} as well.`,
  );
}

function hasContent(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}
