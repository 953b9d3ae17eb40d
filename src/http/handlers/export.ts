import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { exportFiles, type ExportFormat } from "../../domain/export/format.js";
import type { exportOperations } from "../../operations/export.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";

export function createExportHandlers(services: Services): Handlers<typeof exportOperations> {
  return {
    exportPapers: async ({ query, request, response }) =>
      sendFile(await services.exportPapers(query), { format: query.format, request, response }),
    exportSearch: async ({ query, request, response, signal }) =>
      sendFile(await services.exportSearch(query, { signal }), { format: query.format, request, response }),
  };
}

/** Streams a file; an error after its start breaks the connection, so that nobody takes a part for the whole. */
async function sendFile(
  chunks: AsyncIterable<Uint8Array>,
  { format, request, response }: { format: ExportFormat; request: Request; response: Response },
): Promise<void> {
  const { type, name } = exportFiles[format];
  response.writeHead(200, { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` });
  if (request.method === "HEAD") return void response.end();
  try {
    await pipeline(Readable.from(chunks), response);
  } catch (error) {
    // A caller that disconnects early is not a failure of the server.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
