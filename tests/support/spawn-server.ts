import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "./api-client.js";
import { dataFolderNames } from "../../src/adapters/data-folder.js";
import { copyReadyQueue } from "./ready-queue.js";
import { checkoutRoot, type Program, spawnProgram, untilOutput } from "./spawn-program.js";
import { testModel } from "./test-model.js";

/** The API as a process, serving. */
export interface ServerProcess extends Program {
  readonly url: string;
  readonly api: ApiClient;
}

/**
 * Settings of every server and worker of these tests: the fastest model in one thread, no network, and a search as
 * broad as the whole index. A graph occasionally misses a paper that is unlike all others, and in these tests a miss
 * must mean a loss.
 */
export const baseSettings = { MODEL: testModel, WORKER_THREADS: "1", HF_HUB_OFFLINE: "1", HNSW_EF: "1000" };

/** Number of sample papers added to an empty data folder. */
export const sampleCount = readFileSync(join(checkoutRoot, "samples", "papers.jsonl"), "utf8")
  .trim()
  .split("\n").length;

export interface SpawnOptions {
  /** Whether an empty folder is left as it is instead of getting a prepared queue. */
  readonly cold?: boolean;
}

/** Starts the API on a free port; resolves when it has printed its greeting and accepted its sample papers. */
export async function spawnServer(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
  { cold = false }: SpawnOptions = {},
): Promise<ServerProcess> {
  const keepsQueue = settings["REDIS_URL"] === undefined && settings["DATABASE_URL"] === undefined;
  if (!cold && keepsQueue && !existsSync(join(folder, dataFolderNames.queue))) await copyReadyQueue(folder);
  const env = { ...baseSettings, PORT: "0", DATA_DIR: folder, ...settings };
  const program = spawnProgram({ entry: "src/main", env });
  const [, url = ""] = await untilOutput(program, /serves at (http:\S+)/);
  return { ...program, url, api: createApiClient(url) };
}
