import type { Stats } from "../../../domain/health/status.js";
import { call } from "../../shared/server.js";
import type { QueueDeps } from "./entry-queue.js";
import { createUploader } from "./upload.js";

/**
 * How files get to the server. Before the first of several it is asked how it is: a rejection in the middle of an upload
 * may be lost with the connection.
 */
export function createTransfers(onEmbedding: (queue: Stats["queue"]) => void): Pick<QueueDeps, "preview" | "send"> {
  let running = 0;
  const begin = async <Answer>(signal: AbortSignal, transfer: () => Promise<Answer>): Promise<Answer> => {
    running += 1;
    try {
      if (running === 1) onEmbedding((await call("GET /v1/stats", { signal })).queue);
      return await transfer();
    } finally {
      running -= 1;
    }
  };
  return {
    preview: (file, { onSent, ...options }) =>
      begin(options.signal, () => createUploader(onSent).previewFile(file, options)),
    send: (file, { onSent, ...options }) => begin(options.signal, () => createUploader(onSent).addFile(file, options)),
  };
}
