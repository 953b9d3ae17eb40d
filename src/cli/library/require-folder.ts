import { existsSync } from "node:fs";
import { AppError } from "../../errors.js";

/** Only `ingest` creates a folder: for a mistyped path, other commands would report an empty library. */
export function requireFolder(dataDir: string): void {
  if (existsSync(dataDir)) return;
  throw new AppError(
    "not_found",
    `There is no data folder ${dataDir}. Name another with --data-dir, or fill it with: paperkin ingest <file.jsonl>`,
  );
}
