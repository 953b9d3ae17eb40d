import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The folder of larger data for tests and measurements (corpora, queries with judgements): `PAPERKIN_SHARED_DATA`, or
 * `shared/data` beside the checkout. Undefined where there is none; who needs it then says so and does without.
 */
export function findSharedData(): string | undefined {
  const beside = fileURLToPath(new URL("../../../shared/data", import.meta.url));
  return [process.env["PAPERKIN_SHARED_DATA"], beside].find((path) => path !== undefined && existsSync(path));
}
