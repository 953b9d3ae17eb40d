import { existsSync } from "node:fs";
import { AppError } from "../../errors.js";

/** Only `ingest` creates a folder: an empty one at a mistyped place would only say that there are no papers. */
export function requireFolder(dataDir: string): void {
  if (existsSync(dataDir)) return;
  throw new AppError(
    "not_found",
    `There is no data folder ${dataDir}. Name another with --data-dir, or fill it with: paperkin ingest <file.jsonl>`,
  );
}
