import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportFiles } from "../../domain/export/format.js";
import type { exportOperations } from "../../operations/export.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";

export function createExportHandlers(services: Services): Handlers<typeof exportOperations> {
  return {
    async exportPapers({ query, request, response }) {
      const { type, name } = exportFiles[query.format];
      response.writeHead(200, { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` });
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
