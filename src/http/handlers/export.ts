import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { exportOperations } from "../../operations/export.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";

export function createExportHandlers(services: Services): Handlers<typeof exportOperations> {
  return {
    async exportPapers({ query, request, response }) {
      response.writeHead(200, {
        "Content-Type": "application/x-ndjson",
        "Content-Disposition": 'attachment; filename="papers.jsonl"',
      });
      if (request.method === "HEAD") return void response.end();
      try {
        await pipeline(Readable.from(services.exportPapers(query)), response);
      } catch (error) {
        // A caller that disconnects early is not a failure of the server.
        if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
      }
    },
  };
}
