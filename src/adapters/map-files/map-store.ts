import type { Logger } from "../../ports/logger.js";
import type { MapStore } from "../../ports/map/map-store.js";
import { openIdleThread } from "../idle-thread.js";
import type { MapTasks, MapThreadData } from "./thread.js";

export interface MapStoreOptions {
  /** The data folder. */
  readonly folder: string;
  /** The folder of the map: that of the indexes, which are caches too. */
  readonly mapFolder: string;
  readonly storeId: string;
  readonly fingerprint: string;
  readonly logger: Logger;
}

/** Tasks often follow each other; after this pause the thread's memory is released. */
const idleMs = 10_000;

/** A map in a file next to the indexes, written and read by a thread that has its own connection and ends when idle. */
export function createFileMapStore({ folder, mapFolder, logger, ...rest }: MapStoreOptions): MapStore {
  const owner = { folder: mapFolder, ...rest };
  const workerData: MapThreadData = { folder, owner };
  const pool = openIdleThread({ callerUrl: import.meta.url, entry: "./thread", workerData, idleMs });
  let isAbsent = false;
  const run = <Name extends keyof MapTasks>(name: Name, task: Parameters<MapTasks[Name]>[0]) =>
    pool.run(task, { name }) as Promise<Awaited<ReturnType<MapTasks[Name]>>>;
  return {
    async openMap(known) {
      // Nobody else writes it.
      if (known || isAbsent) return known;
      const found = await run("openMap", undefined);
      isAbsent = found === undefined || "flaw" in found;
      if (found === undefined || !("flaw" in found)) return found;
      logger.warn(
        { reason: found.flaw },
        `The map in ${owner.folder} ${found.flaw}; it is drawn again when asked for.`,
      );
      return undefined;
    },
    findTopics: (papers) => run("findTopics", papers),
    async keepMap(map) {
      isAbsent = false;
      const { failure, ...kept } = await run("keepMap", map);
      if (failure !== undefined) logger.error({ reason: failure }, "The map cannot be saved and stays in memory only.");
      return kept;
    },
    close: () => pool.destroy(),
  };
}
