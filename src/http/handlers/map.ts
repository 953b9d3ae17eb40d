import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Request, Response } from "express";
import type { mapOperations } from "../../operations/map.js";
import type { Services } from "../../services/services.js";
import type { OwnHandlers } from "../handler.js";

const unpack = promisify(gunzip);

export function createMapHandlers(services: Services): OwnHandlers<typeof mapOperations> {
  return {
    async readMap({ query, request, response }) {
      const { gzip, version } = await services.readMap(query.part);
      response.set({ ETag: `"${version}"`, "Cache-Control": "private, no-cache", Vary: "Accept-Encoding" });
      response.type("json");
      await sendGzip(gzip, request, response);
    },
    drawMap: ({ query }) => services.startDrawing({ anew: query.anew === "true" }),
    cancelDrawing: () => services.cancelDrawing(),
    readPlace: ({ params }) => services.readPlace(params.id),
  };
}

/** The map is stored compressed; for the few callers that do not accept gzip it is unpacked off the event loop. */
async function sendGzip(gzip: Uint8Array, request: Request, response: Response): Promise<void> {
  const bytes = Buffer.from(gzip.buffer, gzip.byteOffset, gzip.byteLength);
  if (request.acceptsEncodings("gzip") === "gzip") response.set("Content-Encoding", "gzip").send(bytes);
  else response.send(await unpack(bytes));
}
