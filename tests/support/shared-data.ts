import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The folder of larger data for tests and measurements (corpora, queries with judgements): `PAPERKIN_SHARED_DATA`, or
 * `shared/data` beside the checkout. Undefined if neither exists; callers then report this and do without.
 */
export function findSharedData(): string | undefined {
  const beside = fileURLToPath(new URL("../../../shared/data", import.meta.url));
  return [process.env["PAPERKIN_SHARED_DATA"], beside].find((path) => path !== undefined && existsSync(path));
}
