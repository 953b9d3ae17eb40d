import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { AppError, describeError } from "../../errors.js";
import type { MapProjector } from "../../ports/map/map-projector.js";
import { resolveThreadEntry } from "../thread-entry.js";
import type { LayoutTask } from "./thread.js";

/**
 * UMAP (McInnes, Healy and Melville 2018, arXiv:1802.03426) from scran.js, in a thread for each layout, because its
 * memory, about 250 MB for 87,000 points, is released with it. Throws `unavailable` when the thread fails.
 */
export function createUmapProjector(): MapProjector {
  const pool = new Piscina({
    ...resolveThreadEntry(import.meta.url, "./thread"),
    minThreads: 0,
    maxThreads: 1,
    // Queries have priority. Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? 10 : 0,
  });
  return {
    async layOut(graph, { signal, onProgress }) {
      const { port1: reports, port2: port } = new MessageChannel();
      reports.on("message", onProgress);
      try {
        const task: LayoutTask = { graph, port };
        return (await pool.run(task, { transferList: [port], signal })) as Float32Array;
      } catch (error) {
        if (signal.aborted) throw error;
        throw new AppError("unavailable", `The map cannot be laid out: ${describeError(error)}`, { cause: error });
      } finally {
        reports.close();
      }
    },
    close: () => pool.destroy(),
  };
}
