import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "./api-client.js";
import { checkoutRoot, type Program, spawnProgram, untilOutput } from "./spawn-program.js";
import { testModel } from "./test-model.js";

/** The API as a process, serving. */
export interface ServerProcess extends Program {
  readonly url: string;
  readonly api: ApiClient;
}

/**
 * Settings of every server and worker of these tests: the fastest model, no way to the network, and a search as broad
 * as the whole index. A graph misses a paper that is unlike all others now and then, and here a miss must mean a loss.
 */
export const baseSettings = { MODEL: testModel, HF_HUB_OFFLINE: "1", HNSW_EF: "1000" };

/** How many papers an empty data folder is filled with. */
export const sampleCount = readFileSync(join(checkoutRoot, "samples", "papers.jsonl"), "utf8")
  .trim()
  .split("\n").length;

/** Starts the API on a free port; resolves when it has greeted, its sample papers accepted. */
export async function spawnServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const env = { ...baseSettings, PORT: "0", DATA_DIR: folder, ...settings };
  const program = spawnProgram({ entry: "src/main", env });
  const [, url = ""] = await untilOutput(program, /serves at (http:\S+)/);
  return { ...program, url, api: createApiClient(url) };
}
