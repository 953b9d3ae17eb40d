import { existsSync } from "node:fs";
import { cp, mkdtemp, rename } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { createPgliteEmbedQueue } from "../../src/adapters/bullmq/pglite/embed-queue.js";
import { dataFolderNames } from "../../src/adapters/data-folder.js";
import { createLogCollector } from "./queue-options.js";

/**
 * Puts an empty queue into a data folder: creating one takes PGlite five seconds of CPU time, copying one takes none.
 */
export async function copyReadyQueue(dataFolder: string): Promise<void> {
  const ready = join(inject("runFolder"), "queue");
  if (!existsSync(ready)) await makeQueue(ready);
  await cp(ready, join(dataFolder, dataFolderNames.queue), { recursive: true });
}

async function makeQueue(place: string): Promise<void> {
  const folder = await mkdtemp(`${place}-`);
  const queue = await createPgliteEmbedQueue({ folder, logger: createLogCollector().logger });
  await queue.close();
  await rename(folder, place).catch((error: unknown) => {
    // Another process of this run created it first.
    if (!existsSync(place)) throw error;
  });
}
